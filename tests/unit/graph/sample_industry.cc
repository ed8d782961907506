#include "unit/graph/sample.h"

namespace whobuilds::sample {
namespace {

using Names = std::map<std::string, std::string>;

Paper chips() {
  Paper paper("chips", "2025-06-12");
  paper.knows("company:huawei", "Huawei", {"Huawei", "华为", "ファーウェイ"}, Names{{"en", "Huawei"}, {"ja", "ファーウェイ"}, {"zh", "华为"}})
      .knows("company:hisilicon", "HiSilicon", {"海思", "ハイシリコン"}, Names{{"en", "HiSilicon"}, {"zh", "海思"}})
      .knows("company:smic", "SMIC", {"中芯国际"}, Names{{"en", "SMIC"}, {"zh", "中芯国际"}})
      .knows("company:nvidia", "NVIDIA", {"Nvidia", "エヌビディア", "英伟达"}, Names{{"en", "NVIDIA"}, {"ja", "エヌビディア"}, {"zh", "英伟达"}})
      .knows("company:tsmc", "TSMC", {"台积电", "台湾積体電路製造"}, Names{{"en", "TSMC"}, {"zh", "台积电"}})
      .knows("company:sk-hynix", "SK hynix", {"SKハイニックス", "SK海力士"}, Names{{"en", "SK hynix"}, {"ja", "SKハイニックス"}, {"zh", "SK海力士"}})
      .knows("company:amd", "AMD", {"超威半导体"}, Names{{"en", "AMD"}})
      .knows("chip:ascend", "Ascend", {"昇腾", "昇騰"}, Names{{"en", "Ascend"}, {"zh", "昇腾"}})
      .knows("chip:ascend-910c", "Ascend 910C", {"910C", "昇腾910C"}, Names{{"en", "Ascend 910C"}, {"zh", "昇腾910C"}})
      .knows("chip:ascend-950", "Ascend 950", {"昇腾950"}, Names{{"en", "Ascend 950"}, {"zh", "昇腾950"}})
      .knows("chip:h100", "H100", {"NVIDIA H100"})
      .knows("chip:h800", "H800", {"NVIDIA H800"})
      .knows("chip:blackwell", "Blackwell", {})
      .knows("chip:b200", "B200", {})
      .knows("chip:mi300x", "Instinct MI300X", {"MI300X"})
      .knows("chip:hbm3e", "HBM3E 12H", {"HBM3E"})
      .knows("system:cloudmatrix-384", "CloudMatrix 384", {"CloudMatrix384"})
      .knows("system:gb200-nvl72", "GB200 NVL72", {"NVL72"});
  paper.says("company:huawei", "develops", "chip:ascend-910c", "Huawei unveiled the Ascend 910C.")
      .says("company:hisilicon", "part_of", "company:huawei", "HiSilicon is Huawei's chip unit.")
      .says("company:hisilicon", "develops", "chip:ascend", "The Ascend line is designed by HiSilicon.")
      .says("chip:ascend-910c", "variant_of", "chip:ascend", "The 910C belongs to the Ascend line.")
      .says("chip:ascend-950", "variant_of", "chip:ascend", "Next in the Ascend line comes the 950.", Status::planned)
      .says("company:huawei", "develops", "chip:ascend-950", "Huawei plans the Ascend 950 for 2026.", Status::planned)
      .says("company:smic", "manufactures", "chip:ascend-910c", "SMIC reportedly makes the 910C.", Status::rumored, 0.6)
      .says("company:tsmc", "manufactures", "chip:ascend-910c", "TSMC said it does not make the 910C.", Status::denied, 0.8)
      .says("system:cloudmatrix-384", "contains", "chip:ascend-910c", "CloudMatrix 384 joins 384 Ascend 910C.")
      .with("count", number(384))
      .says("company:huawei", "develops", "system:cloudmatrix-384", "Huawei showed CloudMatrix 384.")
      .says("company:nvidia", "develops", "chip:h100", "NVIDIA's H100 set the pace.")
      .says("company:nvidia", "develops", "chip:h800", "The H800 is NVIDIA's export version.")
      .says("chip:b200", "variant_of", "chip:blackwell", "B200 is a Blackwell part.")
      .says("company:nvidia", "develops", "chip:blackwell", "NVIDIA announced Blackwell.")
      .says("company:tsmc", "manufactures", "chip:h100", "TSMC produces the H100.")
      .says("company:tsmc", "manufactures", "chip:b200", "The B200 comes from TSMC's fabs.")
      .says("system:gb200-nvl72", "contains", "chip:b200", "A GB200 NVL72 rack holds 72 B200.")
      .with("count", number(72))
      .says("company:nvidia", "develops", "system:gb200-nvl72", "NVIDIA sells the GB200 NVL72.")
      .says("company:sk-hynix", "develops", "chip:hbm3e", "SK hynix developed HBM3E 12H.")
      .says("company:sk-hynix", "supplies", "company:nvidia", "SK hynix supplies NVIDIA with memory.")
      .says("chip:b200", "contains", "chip:hbm3e", "B200 carries HBM3E.")
      .says("company:amd", "develops", "chip:mi300x", "AMD launched the Instinct MI300X.")
      .says("company:amd", "competes_with", "company:nvidia", "AMD is NVIDIA's closest rival.")
      .says("company:huawei", "competes_with", "company:nvidia", "Huawei competes with NVIDIA in China.")
      .says("company:tsmc", "manufactures", "chip:mi300x", "The MI300X is built by TSMC.")
      .says("system:cloudmatrix-384", "outperforms", "system:gb200-nvl72",
            "By its own account CloudMatrix 384 beats the GB200 NVL72 in dense compute.", Status::asserted, 0.7)
      .states("chip:ascend-910c", "process_node", number(7, "nm"), "The 910C is a 7 nm part.");
  return paper;
}

Paper models() {
  Paper paper("models", "2025-07-30");
  paper.knows("company:alibaba", "Alibaba", {"アリババ", "阿里巴巴"}, Names{{"en", "Alibaba"}, {"ja", "アリババ"}, {"zh", "阿里巴巴"}})
      .knows("company:alibaba-cloud", "Alibaba Cloud", {"阿里云"}, Names{{"en", "Alibaba Cloud"}, {"zh", "阿里云"}})
      .knows("company:deepseek", "DeepSeek", {"深度求索", "ディープシーク"}, Names{{"en", "DeepSeek"}, {"ja", "ディープシーク"}, {"zh", "深度求索"}})
      .knows("company:moonshot-ai", "Moonshot AI", {"月之暗面"}, Names{{"en", "Moonshot AI"}, {"zh", "月之暗面"}})
      .knows("company:openai", "OpenAI", {"オープンAI"}, Names{{"en", "OpenAI"}})
      .knows("company:microsoft", "Microsoft", {"マイクロソフト", "微软"}, Names{{"en", "Microsoft"}, {"ja", "マイクロソフト"}, {"zh", "微软"}})
      .knows("company:softbank", "SoftBank", {"ソフトバンク", "软银"}, Names{{"en", "SoftBank"}, {"ja", "ソフトバンク"}, {"zh", "软银"}})
      .knows("company:meta", "Meta", {"メタ"}, Names{{"en", "Meta"}})
      .knows("company:preferred-networks", "Preferred Networks", {"PFN", "プリファードネットワークス"},
             Names{{"en", "Preferred Networks"}, {"ja", "プリファードネットワークス"}})
      .knows("organization:tsinghua", "Tsinghua University", {"清華大学", "清华大学"},
             Names{{"en", "Tsinghua University"}, {"ja", "清華大学"}, {"zh", "清华大学"}})
      .knows("model:qwen", "Qwen", {"通义千问"}, Names{{"en", "Qwen"}, {"zh", "通义千问"}})
      .knows("model:qwen3", "Qwen3", {"Qwen 3"})
      .knows("model:qwen3-235b", "Qwen3-235B-A22B", {"Qwen3-235B"})
      .knows("model:deepseek-v3", "DeepSeek-V3", {"V3"})
      .knows("model:deepseek-r1", "DeepSeek-R1", {"R1"})
      .knows("model:kimi-k2", "Kimi K2", {"K2"})
      .knows("model:gpt-4o", "GPT-4o", {})
      .knows("model:llama-3-3", "Llama 3.3", {})
      .knows("model:plamo", "PLaMo", {})
      .knows("product:chatgpt", "ChatGPT", {})
      .knows("product:kimi", "Kimi", {})
      .knows("product:hugging-face", "Hugging Face", {})
      .knows("product:modelscope", "ModelScope", {})
      .knows("product:cuda", "CUDA", {})
      .knows("product:mindspore", "MindSpore", {"昇思"})
      .knows("benchmark:mmlu", "MMLU", {})
      .knows("benchmark:swe-bench", "SWE-bench Verified", {});
  paper.says("company:alibaba", "develops", "model:qwen", "Alibaba is the maker of Qwen.")
      .says("company:alibaba-cloud", "part_of", "company:alibaba", "Alibaba Cloud is a unit of Alibaba.")
      .says("company:alibaba-cloud", "develops", "model:qwen3", "Alibaba Cloud released Qwen3.")
      .says("model:qwen3", "variant_of", "model:qwen", "Qwen3 is the third Qwen generation.")
      .says("model:qwen3-235b", "variant_of", "model:qwen3", "The largest Qwen3 is Qwen3-235B-A22B.")
      .says("model:qwen3", "available_on", "product:hugging-face", "Qwen3 can be had on Hugging Face.")
      .says("model:qwen3", "available_on", "product:modelscope", "It is on ModelScope as well.")
      .says("company:alibaba", "develops", "product:modelscope", "Alibaba runs ModelScope.")
      .says("model:qwen3-235b", "evaluated_on", "benchmark:mmlu", "On MMLU it was tested too.")
      .says("company:deepseek", "develops", "model:deepseek-v3", "DeepSeek trained DeepSeek-V3.")
      .says("company:deepseek", "develops", "model:deepseek-r1", "DeepSeek surprised with DeepSeek-R1.")
      .says("model:deepseek-r1", "based_on", "model:deepseek-v3", "R1 grew out of V3.")
      .says("model:deepseek-v3", "trained_on", "chip:h800", "V3 was trained on H800 chips.")
      .says("model:deepseek-r1", "runs_on", "chip:ascend-910c", "R1 runs on the Ascend 910C.")
      .says("model:deepseek-r1", "runs_on", "system:cloudmatrix-384", "R1 is served from CloudMatrix 384.")
      .says("company:moonshot-ai", "develops", "model:kimi-k2", "Moonshot AI opened Kimi K2.")
      .says("company:moonshot-ai", "develops", "product:kimi", "Moonshot AI runs Kimi.")
      .says("product:kimi", "based_on", "model:kimi-k2", "Kimi works by Kimi K2.")
      .says("company:alibaba", "invests_in", "company:moonshot-ai", "Alibaba put $800 million in Moonshot AI.")
      .with("amount", number(8e8, "USD"))
      .says("model:kimi-k2", "evaluated_on", "benchmark:swe-bench", "K2 was measured on SWE-bench Verified.")
      .says("model:kimi-k2", "outperforms", "model:deepseek-v3", "K2 beats V3 in coding.")
      .says("company:openai", "develops", "model:gpt-4o", "OpenAI offers GPT-4o.")
      .says("company:openai", "develops", "product:chatgpt", "OpenAI's ChatGPT is known to all.")
      .says("product:chatgpt", "based_on", "model:gpt-4o", "ChatGPT works with GPT-4o.")
      .says("company:microsoft", "invests_in", "company:openai", "Microsoft invested in OpenAI.")
      .says("company:softbank", "invests_in", "company:openai", "SoftBank will invest in OpenAI.", Status::planned)
      .says("company:openai", "uses", "chip:h100", "OpenAI uses the H100.")
      .says("company:openai", "uses", "chip:mi300x", "OpenAI may turn to the MI300X.", Status::rumored, 0.5)
      .says("company:meta", "develops", "model:llama-3-3", "Meta gave out Llama 3.3.")
      .says("company:meta", "uses", "chip:mi300x", "Meta deploys the MI300X.")
      .says("company:deepseek", "competes_with", "company:openai", "DeepSeek challenges OpenAI.")
      .says("company:preferred-networks", "develops", "model:plamo", "Preferred Networks develops PLaMo.")
      .says("organization:tsinghua", "partners_with", "company:moonshot-ai", "Tsinghua works with Moonshot AI.", Status::asserted, 0.7)
      .says("company:nvidia", "develops", "product:cuda", "CUDA is NVIDIA's platform.")
      .says("chip:h100", "supports", "product:cuda", "The H100 works with CUDA.")
      .says("company:huawei", "develops", "product:mindspore", "MindSpore comes from Huawei.")
      .says("chip:ascend", "supports", "product:mindspore", "MindSpore runs natively on Ascend.")
      .states("model:deepseek-v3", "parameters", number(671e9), "V3 counts 671B parameters.")
      .mentions("organization:lone-institute", "Lone Institute");
  return paper;
}

}  // namespace

std::vector<Paper> industry() { return {chips(), models()}; }

}  // namespace whobuilds::sample
