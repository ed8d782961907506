#include "cli/server_module.h"

#include <dlfcn.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace whobuilds::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "whobuilds_serve.so";
constexpr const char* kFunction = "whobuilds_server_module";

// Where it was built, or else where it is installed to.
fs::path path_of_module() {
  std::error_code unknown;
  const fs::path folder = fs::read_symlink("/proc/self/exe", unknown).parent_path();
  const fs::path built = folder / kFile;
  return fs::exists(built, unknown) ? built : (folder / WHOBUILDS_MODULE_FOLDER / kFile).lexically_normal();
}

Diagnostic module_problem(const fs::path& path, std::string message) {
  Diagnostic problem;
  problem.code = "cli.module";
  problem.file = path.string();
  problem.message = std::move(message);
  problem.remedy = "install whobuilds anew: program and module come from one build";
  return problem;
}

}  // namespace

Result<const serve::ServerModule*> load_server_module() {
  const fs::path path = path_of_module();
  void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return module_problem(path, std::string("the server cannot be loaded: ") + ::dlerror());
  const auto module = reinterpret_cast<decltype(&whobuilds_server_module)>(::dlsym(library, kFunction));
  if (module == nullptr) return module_problem(path, "is no server of whobuilds");
  return module();
}

}  // namespace whobuilds::cli
