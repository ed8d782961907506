#include "whobuilds/compression.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <iterator>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

using namespace whobuilds;

namespace {

const std::vector<Compression> kKinds = {Compression::gzip, Compression::zstd};

struct Expanded {
  std::string bytes;
  CompressionFault fault;
};

Expanded expand(const std::string& packed, Compression compression) {
  std::stringbuf source(packed, std::ios::in);
  Decompressor decompressor(source, compression);
  std::string bytes(std::istreambuf_iterator<char>(&decompressor), {});
  return {std::move(bytes), decompressor.fault()};
}

// Lines that compress, but not to nothing; larger than the buffers.
std::string sample(size_t lines) {
  std::string text;
  for (size_t i = 0; i < lines; ++i) text += "line " + std::to_string(i * 2654435761u % 1000003) + " of a sample\n";
  return text;
}

}  // namespace

TEST_CASE("compression: by the extension") {
  struct Row {
    const char* path;
    Compression compression;
    const char* without;
  };
  const Row rows[] = {
      {"a.jsonl.gz", Compression::gzip, "a.jsonl"},  {"a.jsonl.zst", Compression::zstd, "a.jsonl"},
      {"x/A.JSONL.GZ", Compression::gzip, "x/A.JSONL"}, {"a.jsonl", Compression::none, "a.jsonl"},
      {"gz", Compression::none, "gz"},               {".gz", Compression::none, ".gz"},
      {"", Compression::none, ""},                   {"a.gzip", Compression::none, "a.gzip"},
  };
  for (const Row& row : rows) {
    INFO(row.path);
    CHECK(compression_of_path(row.path) == row.compression);
    CHECK(without_compression(row.path) == row.without);
  }
}

TEST_CASE("compression: what went in comes out, in one stream or several") {
  for (const Compression kind : kKinds) {
    for (const std::string& bytes : {std::string(), std::string("a"), std::string(300000, 'x'), sample(40000)}) {
      INFO(bytes.size());
      const std::string packed = compressed(bytes, kind);
      const Expanded once = expand(packed, kind);
      CHECK(once.fault == CompressionFault::none);
      CHECK((once.bytes == bytes));
      const Expanded twice = expand(packed + packed, kind);
      CHECK(twice.fault == CompressionFault::none);
      CHECK((twice.bytes == bytes + bytes));
    }
  }
  CHECK(compressed("as it is", Compression::none) == "as it is");
}

TEST_CASE("compression: a compressed stream that is cut anywhere is truncated, and what it gave is a beginning") {
  const std::string bytes = sample(300);
  size_t cuts = 0;
  for (const Compression kind : kKinds) {
    const std::string packed = compressed(bytes, kind);
    for (size_t size = 0; size < packed.size(); ++size) {
      const Expanded part = expand(packed.substr(0, size), kind);
      REQUIRE((part.fault == CompressionFault::truncated));
      REQUIRE((bytes.compare(0, part.bytes.size(), part.bytes) == 0));
      ++cuts;
    }
  }
  CHECK(cuts > 1000);
}

TEST_CASE("compression: damage is seen") {
  struct Row {
    const char* name;
    std::string packed;
    Compression kind;
  };
  std::vector<Row> rows;
  for (const Compression kind : kKinds) {
    std::string flipped = compressed(sample(3000), kind);
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
    rows.push_back({"a byte in the middle", flipped, kind});
    rows.push_back({"not compressed", "{\"id\": \"a\", \"text\": \"A.\"}\n", kind});
    rows.push_back({"something behind it", compressed("a", kind) + "and more of it", kind});
  }
  std::string checksum = compressed("some text", Compression::gzip);
  checksum[checksum.size() - 8] = static_cast<char>(checksum[checksum.size() - 8] ^ 1);
  rows.push_back({"the checksum of gzip", checksum, Compression::gzip});
  checksum = compressed("some text", Compression::zstd);
  checksum.back() = static_cast<char>(checksum.back() ^ 1);
  rows.push_back({"the checksum of zstd", checksum, Compression::zstd});
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK((expand(row.packed, row.kind).fault == CompressionFault::corrupt));
  }
  CHECK(rows.size() == 8);
}

TEST_CASE("compression: how the bytes are cut into writes does not show") {
  const std::string bytes = sample(20000);
  size_t runs = 0;
  const bool holds = rc::check([&] {
    ++runs;
    const Compression kind = *rc::gen::elementOf(kKinds);
    std::stringbuf sink(std::ios::out);
    Compressor compressor(sink, kind);
    std::ostream out(&compressor);
    for (size_t at = 0; at < bytes.size();) {
      const size_t size = *rc::gen::inRange<size_t>(1, 200000);
      out << bytes.substr(at, size) << std::flush;
      at += size;
    }
    RC_ASSERT(compressor.finish());
    RC_ASSERT(sink.str() == compressed(bytes, kind));
  });
  CHECK(holds);
  CHECK(runs >= 50);
}
