// What keeps requests and answers safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::serve {

// Whether a request with this Host header may be answered: an address in numbers, localhost, or one of `allowed`, with
// or without a port. A page of another name that resolves to this machine (DNS rebinding) has its own name there.
bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed);

// Takes the same time wherever the two differ.
bool is_same_token(const std::string& a, const std::string& b);

// The content security policy of a page of one style element and no script: allows that style alone.
std::string policy_of_page(std::string_view page);

}  // namespace whobuilds::serve
