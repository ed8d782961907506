// Compressed files: gzip and zstd, told apart by the extension of the path, read and written as streams.
//
//   std::ifstream file("a.jsonl.zst", std::ios::binary);
//   Decompressor bytes(*file.rdbuf(), compression_of_path("a.jsonl.zst"));
//   std::istream in(&bytes);                             // read to its end, then ask bytes.fault()
//
// Memory is bounded by the windows of the formats, whatever the size of the stream. Nothing here throws for a faulty
// stream. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

namespace whobuilds {

enum class Compression : uint8_t { none, gzip, zstd };

// By the extension alone: ".gz", ".zst"; in either case.
Compression compression_of_path(std::string_view path);

// "a.jsonl" of "a.jsonl.gz"; the path itself when it has no such extension.
std::string_view without_compression(std::string_view path);

enum class CompressionFault : uint8_t {
  none,
  truncated,  // the compressed stream ends before it is complete
  corrupt,    // it is none of its kind, a checksum does not hold, or something else follows it
};

namespace compression {
class Decoder;
class Encoder;
}  // namespace compression

// Reads what `source` holds compressed; members (frames) that follow one another are read as one. At a fault the
// stream ends; what was read before it is whole.
class Decompressor : public std::streambuf {
 public:
  // `source` must outlive it. Requires a compression other than none.
  Decompressor(std::streambuf& source, Compression compression);
  ~Decompressor() override;

  CompressionFault fault() const { return fault_; }
  // Compressed bytes taken from the source up to now.
  uint64_t bytes_taken() const { return taken_; }

 protected:
  int_type underflow() override;

 private:
  bool refill();
  int_type stop(CompressionFault fault);

  std::streambuf& source_;
  std::unique_ptr<compression::Decoder> decoder_;
  std::vector<char> input_, output_;
  std::string_view unread_;    // of input_
  bool more_to_come_ = false;  // the decoder filled the output: it may hold more without new input
  bool inside_ = true;         // of a member; also before the first one
  uint64_t taken_ = 0;
  CompressionFault fault_ = CompressionFault::none;
};

// Compresses what is written to it into `sink`. The bytes that come out depend on the bytes that went in alone, not on
// how they were cut into writes. A sink that fails makes the stream fail.
class Compressor : public std::streambuf {
 public:
  // `sink` must outlive it. Requires a compression other than none.
  Compressor(std::streambuf& sink, Compression compression);
  ~Compressor() override;

  // Writes what is still held and the end of the compressed stream; nothing may be written afterwards. False when the sink
  // fails. Without it the stream stays truncated.
  bool finish();

 protected:
  int_type overflow(int_type c) override;

 private:
  bool encode(bool last);

  std::streambuf& sink_;
  std::unique_ptr<compression::Encoder> encoder_;
  std::vector<char> input_, output_;
};

// `bytes` compressed as one stream; themselves for none.
std::string compressed(std::string_view bytes, Compression compression);

}  // namespace whobuilds
