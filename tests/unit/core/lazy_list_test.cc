// Lists whose members stay bytes until they are asked for, and flat arrays that are views of an archive.
#include "core/lazy_list.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "core/checksum.h"

using namespace whobuilds;

namespace {

struct Part {
  std::string name;
  uint32_t weight = 0;
  friend bool operator==(const Part& a, const Part& b) { return a.name == b.name && a.weight == b.weight; }
};

template <typename Archive>
void fields(Archive& archive, Part& part) {
  auto& [name, weight] = part;
  archive(name, weight);
}

std::vector<Part> drawn_parts() {
  std::vector<Part> parts;
  for (const std::string& name : *rc::gen::arbitrary<std::vector<std::string>>()) {
    parts.push_back({name, *rc::gen::arbitrary<uint32_t>()});
  }
  return parts;
}

std::vector<Part> members_of(const core::LazyList<Part>& list) { return {list.begin(), list.end()}; }

std::string written(const std::vector<Part>& parts, const std::string& before = "") {
  core::LazyList<Part> list;
  list.made() = parts;
  core::ArchiveWriter writer;
  writer(before, list);
  return writer.bytes();
}

}  // namespace

TEST_CASE("a lazy list holds what was made, also after it was written and read, copied and moved") {
  size_t members = 0;
  CHECK(rc::check([&members] {
    const std::vector<Part> parts = drawn_parts();
    const std::string before = *rc::gen::arbitrary<std::string>();  // the list begins at any address
    const std::string bytes = written(parts, before);
    core::ArchiveReader reader(bytes);
    std::string skipped;
    core::LazyList<Part> read;
    reader(skipped, read);
    RC_ASSERT(!reader.failed());
    RC_ASSERT(reader.at_end());
    RC_ASSERT(read.size() == parts.size());
    for (size_t i = parts.size(); i-- > 0;) RC_ASSERT(read[i] == parts[i]);
    RC_ASSERT(members_of(core::LazyList<Part>(read)) == parts);
    core::ArchiveWriter again;
    again(before, read);
    RC_ASSERT(again.bytes() == bytes);
    const core::LazyList<Part> moved = std::move(read);
    RC_ASSERT(members_of(moved) == parts);
    members += parts.size();
  }));
  CHECK(members > 100);
}

TEST_CASE("a member is decoded once, whoever asks") {
  std::vector<Part> parts;
  for (uint32_t i = 0; i < 2000; ++i) parts.push_back({"part " + std::to_string(i), i});
  const std::string bytes = written(parts);
  core::ArchiveReader reader(bytes);
  std::string skipped;
  core::LazyList<Part> list;
  reader(skipped, list);
  std::vector<std::vector<const Part*>> seen(4);
  std::vector<std::thread> threads;
  for (std::vector<const Part*>& mine : seen) {
    threads.emplace_back([&list, &mine] {
      for (size_t i = 0; i < list.size(); ++i) mine.push_back(&list[i]);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<const Part*>& mine : seen) CHECK(mine == seen[0]);
  CHECK(members_of(list) == parts);
}

TEST_CASE("a lazy list of bytes that end too early fails, wherever they end") {
  const std::string bytes = written({{"die", 1}, {"package", 2}});
  REQUIRE(bytes.size() > 30);
  for (size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    const std::string cut(bytes, 0, size);
    core::ArchiveReader reader(cut);
    std::string skipped;
    core::LazyList<Part> list;
    reader(skipped, list);
    CHECK(reader.failed());
    CHECK(list.empty());
  }
}

TEST_CASE("an end of a member beyond the bytes gives a member without meaning, and touches nothing outside") {
  std::string bytes = written({{"die", 1}, {"package", 2}});
  const uint32_t beyond = 1u << 30;
  std::memcpy(bytes.data() + core::kArchiveAlignment + sizeof(uint32_t), &beyond, sizeof beyond);  // the second end
  core::ArchiveReader reader(bytes);
  std::string skipped;
  core::LazyList<Part> list;
  reader(skipped, list);
  REQUIRE(!reader.failed());
  REQUIRE(list.size() == 2);
  CHECK(list[0].name == "die");
}

TEST_CASE("a flat array is a view where its address allows it, else a copy; both say the same") {
  core::ArchiveWriter writer;
  writer.flat(core::FlatArray<uint64_t>({1, 2, 3}));
  writer.flat(core::FlatArray<char>(std::vector<char>{'a', 'b'}));
  writer.flat(core::FlatArray<uint64_t>());
  std::vector<uint64_t> room(writer.bytes().size() / sizeof(uint64_t) + 2);
  for (const size_t shift : {0, 1}) {
    CAPTURE(shift);
    char* const begin = reinterpret_cast<char*>(room.data()) + shift;
    std::memcpy(begin, writer.bytes().data(), writer.bytes().size());
    core::ArchiveReader reader({begin, writer.bytes().size()});
    core::FlatArray<uint64_t> numbers, none;
    core::FlatArray<char> letters;
    reader.flat(numbers);
    reader.flat(letters);
    reader.flat(none);
    REQUIRE(!reader.failed());
    const bool is_view = reinterpret_cast<const char*>(numbers.data()) == begin + core::kArchiveAlignment;
    CHECK(is_view == (shift == 0));
    const core::FlatArray<uint64_t> copy = numbers;
    numbers = {};
    CHECK(std::vector<uint64_t>(copy.begin(), copy.end()) == std::vector<uint64_t>{1, 2, 3});
    CHECK(std::string(letters.begin(), letters.end()) == "ab");
    CHECK(none.empty());
  }
}

TEST_CASE("a checksum is XXH3's, and tells any changed byte") {
  CHECK(core::checksum_hex("") == "99aa06d3014798d86001c324468d497f");  // of xxHash's own test vectors
  const std::string bytes = written({{"die", 1}, {"package", 2}});
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string other = bytes;
    other[i] = static_cast<char>(other[i] ^ 1);
    CHECK(core::checksum_hex(other) != core::checksum_hex(bytes));
  }
}
