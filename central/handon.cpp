#include "central/handon.h"

#include "central/files.h"
#include "central/log.h"
#include "central/osiacalls.h"
#include "central/wholeenrollment.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace indraj::central {
namespace {

namespace fs = std::filesystem;

std::optional<Bytes> readFile(const fs::path &path)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::ifstream in(path, std::ios::binary);
    Bytes bytes(error ? 0 : static_cast<std::size_t>(size), '\0');
    if (error || !in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        return std::nullopt;
    return bytes;
}

/// The opened packets, in an order that is the same in every run.
std::vector<std::string> opened(const fs::path &folder)
{
    std::vector<std::string> ids;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (isPacketId(name) && entry.is_directory(error))
            ids.push_back(name);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// One run over the folder.
class HandOn {
public:
    HandOn(const Config &config, OsiaCalls calls)
        : m_folder(config.openFolder)
        , m_calls(std::move(calls))
    {
    }

    tl::expected<HandOnCounts, std::string> run()
    {
        std::error_code error;
        if (fs::create_directory(m_folder / "posted", error))
            fs::permissions(m_folder / "posted", fs::perms::owner_all, error);
        for (const std::string &id : opened(m_folder)) {
            if (fs::exists(m_folder / "posted" / id, error)) {
                fs::remove_all(m_folder / id, error);
                continue;
            }
            if (const auto done = one(id); !done)
                return tl::unexpected(done.error());
        }
        return m_counts;
    }

private:
    tl::expected<void, std::string> one(const std::string &id)
    {
        const auto part = [&](const std::string &name) { return readFile(m_folder / id / name); };
        const auto enrollment = wholeEnrollment(part("enrollment.json").value_or(Bytes()),
                                                part("manifest.json").value_or(Bytes()), part);
        if (!enrollment)
            return refuse(id, enrollment.error());
        const OsiaReply reply = m_calls.create(id, *enrollment);
        if (reply.status == 204 || reply.status == 200 || reply.status == 201)
            return remember(id, reply.status, m_counts.posted);
        if (reply.status == 409)
            return compare(id, *enrollment);
        return other(id, reply);
    }

    /// It is there: ours, whose answer was lost, or another.
    tl::expected<void, std::string> compare(const std::string &id, const std::string &enrollment)
    {
        const OsiaReply there = m_calls.read(id);
        if (there.status != 200)
            return other(id, there);
        if (!isSameEnrollment(there.body, enrollment))
            return refuse(id, "other-content");
        return remember(id, 409, m_counts.already);
    }

    /// A server that has no time, or is not there, has none for the next one either.
    tl::expected<void, std::string> other(const std::string &id, const OsiaReply &reply)
    {
        if (reply.status == 0)
            return tl::unexpected("osia_server: " + reply.detail);
        if (reply.status >= 500 || reply.status == 429 || reply.status == 401)
            return tl::unexpected("osia_server: HTTP " + std::to_string(reply.status));
        return refuse(id, "http-" + std::to_string(reply.status));
    }

    tl::expected<void, std::string> refuse(const std::string &id, const std::string &why)
    {
        ++m_counts.refused;
        log(LogLevel::Warning, "not-posted",
            {{"packet", std::string_view(id)}, {"why", std::string_view(why)}});
        return {};
    }

    tl::expected<void, std::string> remember(const std::string &id, int status, int &count)
    {
        const std::string note = "{\"at\":\"" + utcNow() + "\",\"status\":" + std::to_string(status) + "}\n";
        if (!writeDurably(m_folder / "posted" / id, note))
            return tl::unexpected("open_folder: posted/" + id + " cannot be written");
        ++count;
        log(LogLevel::Info, "posted", {{"packet", std::string_view(id)}});
        std::error_code error;
        fs::remove_all(m_folder / id, error);
        return {};
    }

    const fs::path m_folder;
    OsiaCalls m_calls;
    HandOnCounts m_counts;
};

} // namespace

tl::expected<HandOnCounts, std::string> handOn(const Config &config)
{
    auto calls = OsiaCalls::open(config);
    if (!calls)
        return tl::unexpected(calls.error());
    return HandOn(config, std::move(*calls)).run();
}

} // namespace indraj::central
