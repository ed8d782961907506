#include "core/archive.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace whobuilds;

namespace {

enum class Colour : uint8_t { red, green };

struct Part {
  std::string name;
  std::optional<double> weight;
  friend bool operator==(const Part& a, const Part& b) { return a.name == b.name && a.weight == b.weight; }
};

struct Whole {
  Colour colour = Colour::red;
  std::vector<Part> parts;
  std::map<std::string, std::vector<std::string>> words;
  std::unordered_map<std::string, uint8_t> bits;
  std::array<uint32_t, 2> pair = {};
  std::vector<bool> flags;
  friend bool operator==(const Whole& a, const Whole& b) {
    return a.colour == b.colour && a.parts == b.parts && a.words == b.words && a.bits == b.bits && a.pair == b.pair &&
           a.flags == b.flags;
  }
};

template <typename Archive>
void fields(Archive& archive, Part& part) {
  auto& [name, weight] = part;
  archive(name, weight);
}

template <typename Archive>
void fields(Archive& archive, Whole& whole) {
  auto& [colour, parts, words, bits, pair, flags] = whole;
  archive(colour, parts, words, bits, pair, flags);
}

Whole drawn_whole() {
  Whole whole;
  whole.colour = *rc::gen::element(Colour::red, Colour::green);
  for (const std::string& name : *rc::gen::arbitrary<std::vector<std::string>>()) {
    whole.parts.push_back({name, name.size() % 2 == 0 ? std::optional<double>(name.size() / 3.0) : std::nullopt});
  }
  whole.words = *rc::gen::arbitrary<std::map<std::string, std::vector<std::string>>>();
  for (const auto& word : whole.words) whole.bits[word.first] = static_cast<uint8_t>(word.second.size());
  whole.pair = {*rc::gen::arbitrary<uint32_t>(), *rc::gen::arbitrary<uint32_t>()};
  whole.flags = *rc::gen::arbitrary<std::vector<bool>>();
  return whole;
}

}  // namespace

TEST_CASE("what was written is read again") {
  CHECK(rc::check([] {
    const Whole whole = drawn_whole();
    core::ArchiveWriter writer;
    writer(whole);
    core::ArchiveReader reader(writer.bytes());
    Whole read;
    reader(read);
    RC_ASSERT(!reader.failed());
    RC_ASSERT(reader.at_end());
    RC_ASSERT(read == whole);
    core::ArchiveWriter again;
    again(read);
    RC_ASSERT(again.bytes() == writer.bytes());
  }));
}

TEST_CASE("bytes that end too early fail, wherever they end") {
  Whole whole;
  whole.parts = {{"die", 1.5}, {"package", std::nullopt}};
  whole.words = {{"a", {"b", "c"}}};
  whole.bits = {{"d", 1}};
  whole.flags = {true, false};
  core::ArchiveWriter writer;
  writer(whole);
  REQUIRE(writer.bytes().size() > 60);
  for (size_t size = 0; size < writer.bytes().size(); ++size) {
    CAPTURE(size);
    const std::string cut(writer.bytes(), 0, size);  // of its own, so that a sanitizer sees what lies behind
    core::ArchiveReader reader(cut);
    Whole read;
    reader(read);
    CHECK(reader.failed());
  }
}

TEST_CASE("a length beyond the bytes fails and takes no memory") {
  core::ArchiveReader reader(std::string_view("\xff\xff\xff\xff", 4));
  std::vector<Part> parts;
  reader(parts);
  CHECK(reader.failed());
  CHECK(parts.empty());
}

TEST_CASE("a pointer is kept as its place in a list") {
  const std::vector<int> list = {3, 5, 7};
  const int* second = &list[1];
  core::ArchiveWriter writer;
  writer.pointer_into(list, second);
  const std::vector<int> other = list;
  const int* read = nullptr;
  core::ArchiveReader reader(writer.bytes());
  reader.pointer_into(other, read);
  CHECK(read == &other[1]);
  core::ArchiveReader beyond(writer.bytes());
  beyond.pointer_into(std::vector<int>{3}, read);
  CHECK(beyond.failed());
  CHECK(read == nullptr);
}
