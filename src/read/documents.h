// What the readers of files and of JSON Lines share.
#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"
#include "whobuilds/read.h"

namespace whobuilds::read {

// By the extension; automatic when it tells nothing. Of compressed files only JSON Lines are known.
InputFormat format_by_name(const std::string& path);

// The path that names standard input.
inline constexpr std::string_view kStandardInput = "-";

// Opens `path` as bytes. False when it cannot be read, or is a folder.
bool open_file(const std::string& path, std::ifstream& file);

// The problem that `path` cannot be opened, or is a folder.
Diagnostic unreadable(const std::string& path);

// The file name without its extension.
std::string id_of_path(const std::string& path);

// Decodes `bytes` and reads them as `format` (markdown, html or plain). Expects path and id of the
// document to be set; a title or date that it has already is kept where the input has none.
void fill_document(std::string_view bytes, InputFormat format, Document& document, Diagnostics& warnings);

}  // namespace whobuilds::read
