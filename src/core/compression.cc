#include "whobuilds/compression.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cctype>
#include <new>
#include <ostream>
#include <sstream>

namespace whobuilds {
namespace {

constexpr size_t kChunk = size_t{1} << 16;
constexpr int kGzipFormat = 16;  // added to zlib's window bits: a gzip header and trailer, with their checksum
constexpr int kGzipLevel = 6;
constexpr int kZstdLevel = 3;

struct Extension {
  std::string_view text;
  Compression compression;
};
constexpr Extension kExtensions[] = {{".gz", Compression::gzip}, {".zst", Compression::zstd}};

bool ends_with(std::string_view path, std::string_view extension) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return path.size() > extension.size() &&
         std::equal(extension.begin(), extension.end(), path.end() - static_cast<std::ptrdiff_t>(extension.size()),
                    [&](char wanted, char there) { return same(there, wanted); });
}

const Extension* extension_of(std::string_view path) {
  const auto found = std::find_if(std::begin(kExtensions), std::end(kExtensions),
                                  [&](const Extension& known) { return ends_with(path, known.text); });
  return found == std::end(kExtensions) ? nullptr : found;
}

// What one call to a library did.
struct Step {
  size_t taken = 0;
  size_t given = 0;
  bool complete = false;  // a member (decoder) or the stream (encoder) is complete
  bool corrupt = false;
};

}  // namespace

namespace compression {

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual Step decode(std::string_view in, char* out, size_t room) = 0;
};

class Encoder {
 public:
  virtual ~Encoder() = default;
  virtual Step encode(std::string_view in, bool last, char* out, size_t room) = 0;
};

}  // namespace compression

namespace {

void give(z_stream& stream, std::string_view in, char* out, size_t room) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = static_cast<uInt>(room);
}

Step step_of(const z_stream& stream, size_t in, size_t room) {
  Step step;
  step.taken = in - stream.avail_in;
  step.given = room - stream.avail_out;
  return step;
}

class GzipDecoder : public compression::Decoder {
 public:
  GzipDecoder() {
    if (inflateInit2(&stream_, MAX_WBITS + kGzipFormat) != Z_OK) throw std::bad_alloc();
  }
  ~GzipDecoder() override { inflateEnd(&stream_); }

  Step decode(std::string_view in, char* out, size_t room) override {
    give(stream_, in, out, room);
    const int state = inflate(&stream_, Z_NO_FLUSH);
    Step step = step_of(stream_, in.size(), room);
    step.complete = state == Z_STREAM_END;
    step.corrupt = state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR;
    if (step.complete) inflateReset(&stream_);
    return step;
  }

 private:
  z_stream stream_ = {};
};

class ZstdDecoder : public compression::Decoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdDecoder() override { ZSTD_freeDStream(stream_); }

  Step decode(std::string_view in, char* out, size_t room) override {
    ZSTD_inBuffer input = {in.data(), in.size(), 0};
    ZSTD_outBuffer output = {out, room, 0};
    const size_t left = ZSTD_decompressStream(stream_, &output, &input);
    Step step;
    step.taken = input.pos;
    step.given = output.pos;
    step.corrupt = ZSTD_isError(left) != 0;
    step.complete = left == 0;
    return step;
  }

 private:
  ZSTD_DStream* stream_;
};

class GzipEncoder : public compression::Encoder {
 public:
  GzipEncoder() {
    constexpr int kMemoryLevel = 8;
    if (deflateInit2(&stream_, kGzipLevel, Z_DEFLATED, MAX_WBITS + kGzipFormat, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~GzipEncoder() override { deflateEnd(&stream_); }

  Step encode(std::string_view in, bool last, char* out, size_t room) override {
    give(stream_, in, out, room);
    const int state = deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
    Step step = step_of(stream_, in.size(), room);
    step.complete = state == Z_STREAM_END;
    return step;
  }

 private:
  z_stream stream_ = {};
};

class ZstdEncoder : public compression::Encoder {
 public:
  ZstdEncoder() : context_(ZSTD_createCCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, kZstdLevel);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
  }
  ~ZstdEncoder() override { ZSTD_freeCCtx(context_); }

  Step encode(std::string_view in, bool last, char* out, size_t room) override {
    ZSTD_inBuffer input = {in.data(), in.size(), 0};
    ZSTD_outBuffer output = {out, room, 0};
    const size_t left = ZSTD_compressStream2(context_, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
    Step step;
    step.taken = input.pos;
    step.given = output.pos;
    step.complete = last && left == 0;
    return step;
  }

 private:
  ZSTD_CCtx* context_;
};

std::unique_ptr<compression::Decoder> new_decoder(Compression compression) {
  if (compression == Compression::zstd) return std::make_unique<ZstdDecoder>();
  return std::make_unique<GzipDecoder>();
}

std::unique_ptr<compression::Encoder> new_encoder(Compression compression) {
  if (compression == Compression::zstd) return std::make_unique<ZstdEncoder>();
  return std::make_unique<GzipEncoder>();
}

}  // namespace

Compression compression_of_path(std::string_view path) {
  const Extension* extension = extension_of(path);
  return extension == nullptr ? Compression::none : extension->compression;
}

std::string_view without_compression(std::string_view path) {
  const Extension* extension = extension_of(path);
  return extension == nullptr ? path : path.substr(0, path.size() - extension->text.size());
}

Decompressor::Decompressor(std::streambuf& source, Compression compression)
    : source_(source), decoder_(new_decoder(compression)), input_(kChunk), output_(kChunk) {}

Decompressor::~Decompressor() = default;

bool Decompressor::refill() {
  const std::streamsize read = source_.sgetn(input_.data(), static_cast<std::streamsize>(input_.size()));
  unread_ = std::string_view(input_.data(), static_cast<size_t>(std::max<std::streamsize>(read, 0)));
  taken_ += unread_.size();
  return !unread_.empty();
}

Decompressor::int_type Decompressor::stop(CompressionFault fault) {
  fault_ = fault;
  return traits_type::eof();
}

Decompressor::int_type Decompressor::underflow() {
  while (fault_ == CompressionFault::none) {
    if (unread_.empty() && !more_to_come_ && !refill()) {
      return inside_ ? stop(CompressionFault::truncated) : traits_type::eof();
    }
    const Step step = decoder_->decode(unread_, output_.data(), output_.size());
    if (step.corrupt) return stop(CompressionFault::corrupt);
    unread_.remove_prefix(step.taken);
    more_to_come_ = !step.complete && step.given == output_.size();
    inside_ = !step.complete;
    if (step.given == 0) continue;
    setg(output_.data(), output_.data(), output_.data() + step.given);
    return traits_type::to_int_type(output_[0]);
  }
  return traits_type::eof();
}

Compressor::Compressor(std::streambuf& sink, Compression compression)
    : sink_(sink), encoder_(new_encoder(compression)), input_(kChunk), output_(kChunk) {
  setp(input_.data(), input_.data() + input_.size());
}

Compressor::~Compressor() = default;

bool Compressor::encode(bool last) {
  std::string_view rest(pbase(), static_cast<size_t>(pptr() - pbase()));
  for (bool complete = false; !rest.empty() || (last && !complete);) {
    const Step step = encoder_->encode(rest, last, output_.data(), output_.size());
    rest.remove_prefix(step.taken);
    complete = step.complete;
    const auto given = static_cast<std::streamsize>(step.given);
    if (sink_.sputn(output_.data(), given) != given) return false;
  }
  setp(input_.data(), input_.data() + input_.size());
  return true;
}

// Encodes only full buffers, so that how the bytes were cut into writes does not show.
Compressor::int_type Compressor::overflow(int_type c) {
  if (pptr() == epptr() && !encode(false)) return traits_type::eof();
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  return sputc(traits_type::to_char_type(c));
}

bool Compressor::finish() { return encode(true); }

std::string compressed(std::string_view bytes, Compression compression) {
  if (compression == Compression::none) return std::string(bytes);
  std::stringbuf sink(std::ios::out);
  Compressor compressor(sink, compression);
  compressor.sputn(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  compressor.finish();
  return sink.str();
}

}  // namespace whobuilds
