#include "central/log.h"
#include "central/migrate.h"
#include "central/server.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

namespace {

using namespace indraj::central;

int usage()
{
    std::fputs("usage: indraj-central --config FILE             serve until SIGTERM\n"
               "       indraj-central --config FILE --migrate   bring the database up to date and exit\n"
               "       indraj-central --config FILE --check     read the configuration and exit\n",
               stderr);
    return 64;
}

int runMigration(const Config &config)
{
    const auto applied = migrate(config.migrateDatabase.empty() ? config.database : config.migrateDatabase);
    if (!applied) {
        log(LogLevel::Error, "migration-failed", {{"detail", std::string_view(applied.error())}});
        return 70;
    }
    log(LogLevel::Info, "migrated", {{"applied", static_cast<long long>(*applied)}});
    return 0;
}

int run(const std::string &path, std::string_view act)
{
    const auto config = readConfig(path);
    if (!config) {
        log(LogLevel::Error, "configuration", {{"detail", std::string_view(config.error())}});
        return 78;
    }
    if (act == "--check")
        return 0;
    if (act == "--migrate")
        return runMigration(*config);
    if (const auto served = serve(*config); !served) {
        log(LogLevel::Error, "cannot-serve", {{"detail", std::string_view(served.error())}});
        return 71;
    }
    return 0;
}

} // namespace

int main(int count, char **arguments)
{
    if ((count != 3 && count != 4) || std::string_view(arguments[1]) != "--config")
        return usage();
    const std::string_view act = count == 4 ? arguments[3] : "";
    if (count == 4 && act != "--migrate" && act != "--check")
        return usage();
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(arguments[2], act);
    } catch (const std::exception &exception) {
        // Only setting up Asio and memory can throw here; nothing useful can go on.
        log(LogLevel::Error, "exception", {{"detail", exception.what()}});
        return 70;
    }
}
