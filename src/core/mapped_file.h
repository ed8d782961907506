// A file as bytes in memory, without reading what is not looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace whobuilds::core {

// Mapped for reading for as long as the object lives. Not to be written by others meanwhile.
class MappedFile {
 public:
  // Nothing when `path` is no file that can be read.
  static std::optional<MappedFile> open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

}  // namespace whobuilds::core
