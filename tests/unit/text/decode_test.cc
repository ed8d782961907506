#include "text/decode.h"

#include <doctest/doctest.h>
#include <unicode/ucnv.h>

#include <string>
#include <vector>

using namespace whobuilds;

namespace {

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const int32_t size = ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &status);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

const std::string kJapanese =
    "ファーウェイは新しい半導体「Ascend 950」を発表した。製造は中国の企業が担当し、来年の春に出荷する予定である。";
const std::string kSimplified =
    "华为发布了新一代芯片“Ascend 950”，由国内企业负责制造，预计明年春天开始出货。阿里巴巴也在研发自己的模型。";
const std::string kTraditional =
    "台積電宣布將在明年量產新一代晶片，並與多家公司合作開發人工智慧伺服器。聯發科也推出了新的處理器。";
const std::string kKorean =
    "삼성전자는 새로운 메모리 반도체를 발표했다. 회사는 내년 봄부터 양산을 시작할 계획이라고 밝혔다.";

}  // namespace

TEST_CASE("decode: encodings told apart by themselves") {
  struct Row {
    std::string name;
    const char* encoding;
    const std::string& text;
  };
  const std::vector<Row> rows = {
      {"shift_jis", "Shift_JIS", kJapanese},
      {"euc-jp", "EUC-JP", kJapanese},
      {"iso-2022-jp", "ISO-2022-JP", kJapanese},
      {"gb18030", "GB18030", kSimplified},
      {"big5", "Big5", kTraditional},
      {"euc-kr", "EUC-KR", kKorean},
      {"utf-16le with mark", "UTF-16", kJapanese},
      {"utf-16le", "UTF-16LE", kJapanese},
      {"utf-16be", "UTF-16BE", kSimplified},
      {"utf-32 with mark", "UTF-32", kKorean},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::string bytes = encoded(row.text, row.encoding);
    CHECK_FALSE(text::looks_binary(bytes));
    const text::Decoded decoded = text::decode(bytes);
    CHECK(decoded.text == row.text);
    CHECK_FALSE(decoded.same_bytes);
    CHECK_FALSE(decoded.replaced);
  }
}

TEST_CASE("decode: a declared charset is believed where the bytes allow it") {
  const std::string short_text = "製品";
  CHECK(text::decode(encoded(short_text, "Shift_JIS"), "shift_jis").text == short_text);
  CHECK(text::decode(short_text, "shift_jis").same_bytes);  // valid UTF-8 all the same
  CHECK(text::decode(encoded(kJapanese, "EUC-JP"), "no-such-charset").text == kJapanese);
}

TEST_CASE("decode: UTF-8 as it comes") {
  const text::Decoded plain = text::decode("Qwen は");
  CHECK(plain.same_bytes);
  CHECK(plain.bom_size == 0);
  const text::Decoded marked = text::decode("\xEF\xBB\xBFQwen");
  CHECK(marked.same_bytes);
  CHECK(marked.bom_size == 3);
  CHECK(text::decode("").same_bytes);
  CHECK(text::decode("\xEF\xBB\xBF").same_bytes);
}

TEST_CASE("decode: broken bytes are replaced and the rest is read") {
  const text::Decoded broken = text::decode("華為は\xFF新型チップを発表した。\xE4\xB8");
  CHECK(broken.replaced);
  CHECK(broken.encoding == "UTF-8");
  CHECK(broken.text == "華為は\uFFFD新型チップを発表した。\uFFFD\uFFFD");
  const text::Decoded surrogate = text::decode(kJapanese + "\xED\xA0\x80");
  CHECK(surrogate.replaced);
  CHECK(surrogate.text == kJapanese + "\uFFFD\uFFFD\uFFFD");
  const text::Decoded half =
      text::decode(std::string("\xFF\xFE"
                               "A\0\x00\xD8"
                               "B\0",
                               8));
  CHECK(half.replaced);
  CHECK(half.text ==
        "A\uFFFD"
        "B");
}

TEST_CASE("decode: western text with typographic quotes") {
  const text::Decoded decoded = text::decode(
      "The company\x92s new chip is called \x93"
      "Gaudi\x94 and it ships in May.");
  CHECK(decoded.text == "The company’s new chip is called “Gaudi” and it ships in May.");
}

TEST_CASE("binary files") {
  CHECK(text::looks_binary("%PDF-1.7 something"));
  CHECK(text::looks_binary(std::string("\x89PNG\r\n\x1A\n\0\0\0", 11)));
  CHECK(text::looks_binary(std::string("a\0b\0\0\x01\x02", 7)));
  CHECK_FALSE(text::looks_binary(""));
  CHECK_FALSE(text::looks_binary(std::string("one nul ") + std::string(1, '\0') + std::string(500, 'x')));
}
