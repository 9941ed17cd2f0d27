#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace {

/// What vaultbench's saveSample() changes, in a plain SQLite: the sample, its description, who, when, the
/// entry and the head of the log, in one transaction.
constexpr const char *schema
    = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE enrolment(id INTEGER PRIMARY KEY, saved_at INTEGER) STRICT;"
      "CREATE TABLE sample(id INTEGER PRIMARY KEY, info TEXT) STRICT;"
      "CREATE TABLE sample_blob(sample INTEGER PRIMARY KEY, sealed BLOB) STRICT;"
      "CREATE TABLE audit(sequence INTEGER PRIMARY KEY, event TEXT, hash BLOB) STRICT;"
      "INSERT INTO enrolment VALUES(1, 0)";

bool run(sqlite3 *database, const char *sql)
{
    return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool insertBlob(sqlite3 *database, const std::vector<unsigned char> &bytes)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, "INSERT INTO sample_blob(sealed) VALUES(?)", -1, &statement, nullptr)
        != SQLITE_OK)
        return false;
    sqlite3_bind_blob64(statement, 1, bytes.data(), bytes.size(), SQLITE_STATIC);
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return done;
}

bool save(sqlite3 *database, const std::vector<unsigned char> &bytes)
{
    return run(database, "BEGIN IMMEDIATE")
        && run(database, "INSERT INTO sample(info) VALUES(hex(randomblob(300)))")
        && insertBlob(database, bytes) && run(database, "UPDATE enrolment SET saved_at = saved_at + 1")
        && run(database, "INSERT INTO audit(event, hash) VALUES('sample-saved', randomblob(32))")
        && run(database, "COMMIT");
}

/// Processor time of this process so far, in milliseconds.
double processorTime()
{
    std::timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

/// plainbench FILE PAGESIZE: for each line with a size, the milliseconds that one save of so many bytes takes
/// by the clock, and those of the processor. The yardstick of vaultbench; a process of its own, because the
/// vault's process has no other SQLite to call.
int main(int argc, char **argv)
{
    sqlite3 *database = nullptr;
    if (argc != 3 || sqlite3_compileoption_used("HAS_CODEC") != 0
        || sqlite3_open(argv[1], &database) != SQLITE_OK
        || !run(database, ("PRAGMA page_size=" + std::string(argv[2])).c_str()) || !run(database, schema))
        return 1;
    std::mt19937 random(1);
    std::vector<unsigned char> bytes;
    char line[32];
    while (std::fgets(line, sizeof line, stdin)) {
        bytes.resize(std::stoul(line));
        for (unsigned char &byte : bytes)
            byte = static_cast<unsigned char>(random());
        const auto begun = std::chrono::steady_clock::now();
        const double worked = processorTime();
        if (!save(database, bytes))
            return 1;
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
        std::printf("%.3f %.3f\n", took.count(), processorTime() - worked);
        std::fflush(stdout);
    }
    sqlite3_close(database);
    return 0;
}
