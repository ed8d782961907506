#include "core/sha256.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;

TEST_CASE("sha256: published test vectors") {
  struct Row {
    const char* name;
    std::string message;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {"empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"one block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"a million letters", std::string(1000000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(core::sha256_hex(row.message) == row.expected);
    core::Sha256 portable(true);
    portable.update(row.message);
    CHECK(core::to_hex(portable.finish()) == row.expected);
  }
}

TEST_CASE("sha256: the parts a message comes in do not matter") {
  std::string message;
  for (int i = 0; i < 300; ++i) message.push_back(static_cast<char>(i));
  const std::string whole = core::sha256_hex(message);
  for (size_t part = 1; part <= 150; ++part) {
    core::Sha256 hash;
    for (size_t at = 0; at < message.size(); at += part) hash.update(std::string_view(message).substr(at, part));
    CAPTURE(part);
    CHECK(core::to_hex(hash.finish()) == whole);
  }
}

TEST_CASE("sha256: every length around the block borders has its own padding") {
  // A digest that forgot a byte of padding or length would repeat; compared pairwise by neighbours.
  std::string previous;
  for (size_t size = 0; size <= 130; ++size) {
    const std::string hex = core::sha256_hex(std::string(size, 'x'));
    CHECK(hex.size() == 64);
    CHECK(hex != previous);
    previous = hex;
  }
}
