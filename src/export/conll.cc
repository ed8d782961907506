#include <algorithm>

#include "core/utf8.h"
#include "export/annotations.h"
#include "export/article_writers.h"
#include "text/text.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

// Whatever a reader that splits lines at white space might split at.
bool separates(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

std::string tag_type(const std::string& type) {
  std::string tag = type;
  std::replace_if(
      tag.begin(), tag.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; }, '_');
  return tag;
}

// The sentences of one article, token by token.
class TokenWriter {
 public:
  TokenWriter(const Document& document, const DocumentFacts& facts, std::string& out)
      : document_(document), facts_(facts), out_(out) {
    std::vector<AnnotatedMention> all = annotate(document, facts).mentions;
    std::stable_sort(all.begin(), all.end(), [](const AnnotatedMention& a, const AnnotatedMention& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    for (const AnnotatedMention& mention : all) {  // of overlapping ones the first, the longest of equal begin
      if (mentions_.empty() || mentions_.back().span.end <= mention.span.begin) mentions_.push_back(mention);
    }
  }

  void write() {
    text::Text text;
    text::prepare_text(document_, text);
    uint32_t block = kNone, written = 0;
    for (const text::Sentence& sentence : text.sentences) {
      // Sentences whose ends round outward may touch: the first keeps what both have.
      if (sentence.block != block) written = 0;
      block = sentence.block;
      Span span = text.map.to_original(sentence.span);
      span.begin = std::max(span.begin, written);
      written = std::max(span.end, span.begin);
      if (!span.empty()) write_sentence(document_.blocks[block], span);
    }
  }

 private:
  void write_sentence(const Block& block, Span span) {
    last_mention_ = kNone;
    const size_t before = out_.size();
    for (const Piece& piece : block.pieces) {
      const bool verbatim = piece.decoded.empty() && !piece.source.empty();
      if (verbatim) {
        const Span part{std::max(piece.source.begin, span.begin), std::min(piece.source.end, span.end)};
        for (uint32_t at = part.begin; at < part.end;) {
          const uint32_t begin = at;
          const char32_t c = core::decode(document_.text, at);
          take(c, mention_at(begin));
        }
      } else if (piece.source.begin >= span.begin && piece.source.end <= span.end) {
        const uint32_t mention = piece.source.empty() ? kNone : mention_at(piece.source.begin);
        for (uint32_t at = 0; at < piece.decoded.size();) take(core::decode(piece.decoded, at), mention);
      }
    }
    end_token();
    if (out_.size() > before) out_ += '\n';
  }

  uint32_t mention_at(uint32_t offset) const {
    const auto after = std::partition_point(mentions_.begin(), mentions_.end(), [&](const AnnotatedMention& mention) {
      return mention.span.begin <= offset;
    });
    if (after == mentions_.begin() || (after - 1)->span.end <= offset) return kNone;
    return static_cast<uint32_t>(after - 1 - mentions_.begin());
  }

  void take(char32_t c, uint32_t mention) {
    const bool joins = in_word_ && core::is_word(c) && mention == mention_;
    if (!joins) end_token();
    if (separates(c)) return;
    core::append(token_, c);
    mention_ = mention;
    in_word_ = core::is_word(c);
    if (!in_word_) end_token();
  }

  void end_token() {
    in_word_ = false;
    if (token_.empty()) return;
    out_ += token_ + "\t";
    if (mention_ == kNone) {
      out_ += "O\n";
    } else {
      out_ +=
          (mention_ == last_mention_ ? "I-" : "B-") + tag_type(facts_.entities[mentions_[mention_].entity].type) + "\n";
    }
    last_mention_ = mention_;
    token_.clear();
  }

  const Document& document_;
  const DocumentFacts& facts_;
  std::string& out_;
  std::vector<AnnotatedMention> mentions_;  // ascend, do not overlap
  std::string token_;
  bool in_word_ = false;           // token_ is a word that may go on
  uint32_t mention_ = kNone;       // that token_ belongs to
  uint32_t last_mention_ = kNone;  // of the token before, in this sentence
};

class ConllWriter : public ArticleExport::Writer {
 public:
  void add(const Document& document, const DocumentFacts& facts) override {
    out_ += "-DOCSTART-\tO\n\n";
    TokenWriter(document, facts, out_).write();
  }
  std::vector<ExportFile> finish() override { return {{"articles.conll", out_}}; }

 private:
  std::string out_;
};

}  // namespace

ArticleWriterPointer conll_writer() { return std::make_unique<ConllWriter>(); }

}  // namespace whobuilds::exporting
