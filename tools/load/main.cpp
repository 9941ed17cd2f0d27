#include "tools/load/crew.h"

#include <csignal>
#include <cstdio>

int main(int count, char **arguments)
{
    using namespace indraj::load;
    const auto options = readOptions({arguments + 1, arguments + count});
    if (!options) {
        std::fprintf(stderr, "indraj-load: %s\n%s", options.error().c_str(), usageText);
        return 64;
    }
    std::signal(SIGPIPE, SIG_IGN);
    double seconds = 0;
    const auto figures = run(*options, seconds);
    if (!figures) {
        std::fprintf(stderr, "indraj-load: %s\n", figures.error().c_str());
        return 70;
    }
    std::fputs(figures->text(seconds, options->bytes).c_str(), stdout);
    return figures->errors() == 0 ? 0 : 1;
}
