// Front matter of Markdown: YAML between --- lines or TOML between +++ lines. Only the title, the
// excerpt (or description, summary), the date and other names of the subject (aliases) are read; the rest names tags,
// authors, layouts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"

namespace whobuilds::read {

struct FrontMatter {
  uint32_t end = 0;  // where the body begins, 0 = there is no front matter
  std::string title;
  std::string date;  // YYYY, YYYY-MM or YYYY-MM-DD
  std::string url;
  std::vector<std::string> aliases;
  Language language = Language::unknown;
  std::vector<Block> blocks;  // title and excerpts, as they stand in the file
  Diagnostics problems;       // warnings read.front_matter, without the file name
};

// Reads the front matter of `text`, which begins at `begin` (after a byte order mark). Malformed
// YAML gives a warning and is read line by line ("key: value"); an opening line without a closing
// one is no front matter.
FrontMatter read_front_matter(std::string_view text, uint32_t begin);

// "2025-11-07 04:38:05 +0000", "2025/11/7", "2025年11月7日", "Nov 7, 2025" as YYYY-MM-DD, "2025-11" and
// "2025年11月" as YYYY-MM, "2025" as it is; "" for anything else.
std::string normal_date(std::string_view text);

}  // namespace whobuilds::read
