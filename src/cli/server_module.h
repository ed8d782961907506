// The module with the server, loaded when it is asked for.
#pragma once

#include "serve/serve.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::cli {

// It stays loaded. Error: cli.module (it is not where it was built or installed to, or is another build's).
Result<const serve::ServerModule*> load_server_module();

}  // namespace whobuilds::cli
