#include "serve/guard.h"

#include <doctest/doctest.h>

using namespace whobuilds::serve;

TEST_CASE("only hosts that cannot be another's name are answered") {
  struct Row {
    const char* name;
    const char* host;
    bool allowed;
  };
  const Row rows[] = {
      {"localhost", "localhost", true},
      {"with a port", "LocalHost:8765", true},
      {"IPv4", "127.0.0.1:8765", true},
      {"IPv6", "[::1]:8765", true},
      {"IPv6 without a port", "[fe80::1]", true},
      {"a name that was given", "News.example.org:80", true},
      {"none", "", false},
      {"only a port", ":80", false},
      {"another name", "evil.example", false},
      {"a name with the beginning of an address", "127.0.0.1.evil.example", false},
      {"a name with the end of localhost", "evil-localhost", false},
      {"a name below localhost", "evil.localhost", false},
      {"a port that is none", "localhost:80x", false},
      {"a name in brackets", "[evil.example]", false},
      {"a user before the name", "localhost:80@evil.example", false},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(is_allowed_host(row.host, {"news.example.org"}) == row.allowed);
  }
}

TEST_CASE("tokens are equal or not") {
  CHECK(is_same_token("a token", "a token"));
  CHECK_FALSE(is_same_token("a token", "a tokeN"));
  CHECK_FALSE(is_same_token("a token", "a token "));
  CHECK_FALSE(is_same_token("", "a"));
}

TEST_CASE("a page's policy allows its own style and nothing else") {
  // The hash of "a{}" as `printf 'a{}' | openssl dgst -sha256 -binary | base64` gives it.
  CHECK(policy_of_page("<style>a{}</style>").find("style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='") !=
        std::string::npos);
  CHECK(policy_of_page("<p>").find("style-src 'none'") != std::string::npos);
  CHECK(policy_of_page("<style>a{}").find("style-src 'none'") != std::string::npos);
}
