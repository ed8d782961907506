// What is not prose of an article though it stands in its text: reference lists, links, hashtags.
#pragma once

#include <cstdint>
#include <string_view>

namespace whobuilds::read {

// Whether a heading announces references or links ("参考文献", "Sources & References", "7. 来源").
bool is_reference_heading(std::string_view heading);

// Whether `text` is a URL or an address and nothing else.
bool is_url(std::string_view text);

// Code of one word that may be a program's name: letters and digits with -, _ or . between, no path, call or option.
bool is_coined(std::string_view code);

// Whether the text of a link is a citation mark only: "12", "[12]", "^1", "注3", "↩".
bool is_citation(std::string_view text);

// Whether a paragraph or list item is a bare reference: most of it links, or a citation mark and a
// title with a URL. `text` is what is left without URLs, `link_bytes` the text of its links and
// its URLs together, which were `url_dropped` or not.
bool is_reference(std::string_view text, uint32_t link_bytes, bool url_dropped);

// "#AI #NVIDIA": two or more hashtags and nothing else.
bool is_hashtags(std::string_view text);

// A URL that begins at `at` ("http://", "https://", "www."): its end, else 0. URLs hold ASCII only.
uint32_t url_end(std::string_view text, uint32_t at);

}  // namespace whobuilds::read
