// Files that the program carries: the description of the API, and the viewer when it was built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::serve {

// openapi.json.
std::string_view embedded_openapi();

struct Asset {
  std::string_view path;  // as requested: "/assets/index-4f1c.js"; "/" is the page
  std::string_view media_type;
  std::string_view bytes;
};

// The files of the viewer, by path; empty when it is not included.
const std::vector<Asset>& viewer_assets();

}  // namespace whobuilds::serve
