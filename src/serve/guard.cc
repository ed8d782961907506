#include "serve/guard.h"

#include <algorithm>
#include <cctype>

#include "whobuilds/store.h"

namespace whobuilds::serve {
namespace {

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return small_letter(x) == small_letter(y); });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Without the port. "" for what is no host.
std::string_view name_of(std::string_view host) {
  const size_t end = host.rfind(']');  // of an IPv6 address
  const size_t colon = host.find(':', end == std::string_view::npos ? 0 : end);
  const std::string_view port = colon == std::string_view::npos ? "" : host.substr(colon + 1);
  return std::all_of(port.begin(), port.end(), is_digit) ? host.substr(0, colon) : "";
}

bool is_address(std::string_view name) {
  if (name.size() > 2 && name.front() == '[' && name.back() == ']') {
    const std::string_view inside = name.substr(1, name.size() - 2);
    return std::all_of(inside.begin(), inside.end(),
                       [](unsigned char c) { return std::isxdigit(c) != 0 || c == ':' || c == '.'; });
  }
  return std::count(name.begin(), name.end(), '.') == 3 &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '.'; });
}

std::string base64(const std::string& bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = 0;
    for (size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0);
    }
    for (size_t k = 0; k < 4; ++k) text += i + k > bytes.size() ? '=' : kLetters[group >> (18 - 6 * k) & 63];
  }
  return text;
}

std::string sha256_bytes(std::string_view text) {
  const std::string hex = fingerprint(text);
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

}  // namespace

bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed) {
  const std::string_view name = name_of(host);
  if (name.empty()) return false;
  return is_same_name(name, "localhost") || is_address(name) ||
         std::any_of(allowed.begin(), allowed.end(), [&](const std::string& each) { return is_same_name(name, each); });
}

bool is_same_token(const std::string& a, const std::string& b) {
  // Of the hashes, which are equally long.
  const std::string hash_a = fingerprint(a), hash_b = fingerprint(b);
  unsigned different = 0;
  for (size_t i = 0; i < hash_a.size(); ++i) different |= static_cast<unsigned>(hash_a[i] ^ hash_b[i]);
  return different == 0;
}

std::string policy_of_page(std::string_view page) {
  constexpr std::string_view kOpening = "<style>", kClosing = "</style>";
  std::string style = "'none'";
  const size_t begin = page.find(kOpening);
  const size_t end = begin == std::string_view::npos ? begin : page.find(kClosing, begin);
  if (end != std::string_view::npos) {
    const size_t inside = begin + kOpening.size();
    style = "'sha256-" + base64(sha256_bytes(page.substr(inside, end - inside))) + "'";
  }
  return "default-src 'none'; style-src " + style + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace whobuilds::serve
