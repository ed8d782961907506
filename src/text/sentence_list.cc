#include "text/text.h"
#include "whobuilds/sentences.h"

namespace whobuilds {

std::vector<Sentence> sentences_of(const Document& document) {
  text::Text text;
  text::prepare_text(document, text);
  std::vector<Sentence> sentences;
  sentences.reserve(text.sentences.size());
  for (const text::Sentence& sentence : text.sentences) {
    sentences.push_back({text.map.to_original(sentence.span), std::string(sentence.span.of(text.normal))});
  }
  return sentences;
}

}  // namespace whobuilds
