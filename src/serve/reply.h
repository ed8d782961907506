// What is answered to a request, without the words of the protocol.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "serve/json.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::serve {

struct Reply {
  int status = 200;
  std::string media_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

Reply json_reply(const Json& json);
Reply text_reply(std::string media_type, std::string body);

// {"error":{"code","message","remedy","problems":[...]}} of all errors among `problems`, of which there is at least
// one.
Reply error_reply(int status, const Diagnostics& problems);
// With the status that the code of the first error calls for.
Reply error_reply(const Diagnostics& problems);

Diagnostic request_problem(std::string code, std::string message, std::string expected = "", std::string remedy = "");

}  // namespace whobuilds::serve
