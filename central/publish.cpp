#include "central/publish.h"

#include "central/database.h"
#include "central/json.h"
#include "central/signing.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace indraj::central {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostItems = 256;
constexpr std::uintmax_t largestItem = 1U << 20;
constexpr std::uintmax_t largestSet = 16U << 20;

/// Files by their names in the set, in the order in which the list names them.
using SetFiles = std::map<std::string, Bytes>;

tl::unexpected<std::string> publishFault(const std::string &text) { return tl::unexpected(text); }

/// Up to three steps of [a-z0-9][a-z0-9.-]*.
bool isSetName(const std::string &name)
{
    if (name.empty() || name.size() > 100 || std::count(name.begin(), name.end(), '/') > 2)
        return false;
    char before = '/';
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool inner = (c == '.' || c == '-' || c == '/') && before != '/';
        if (!plain && !inner)
            return false;
        before = c;
    }
    return before != '/';
}

tl::expected<SetFiles, std::string> readSetFiles(const fs::path &folder)
{
    SetFiles files;
    std::uintmax_t total = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->is_directory(error))
            continue;
        const std::string name = fs::relative(at->path(), folder, error).generic_string();
        if (!isSetName(name))
            return publishFault(name + ": a name of a set is [a-z0-9.-], at most three folders deep");
        const auto size = fs::file_size(at->path(), error);
        total += size;
        if (error || size < 1 || size > largestItem || total > largestSet || files.size() >= mostItems)
            return publishFault(name
                                + ": empty or larger than 1 MiB, or more than 256 files or 16 MiB in all");
        std::ifstream in(at->path(), std::ios::binary);
        Bytes bytes(static_cast<std::size_t>(size), '\0');
        if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
            return publishFault(name + ": cannot be read");
        files.emplace(name, std::move(bytes));
    }
    if (error)
        return publishFault(folder.string() + ": " + error.message());
    if (files.empty())
        return publishFault(folder.string() + ": holds no file");
    return files;
}

std::string itemsJson(const SetFiles &files)
{
    std::string items;
    for (const auto &[name, bytes] : files)
        items += (items.empty() ? "" : ",") + ("{\"length\":" + std::to_string(bytes.size()))
            + ",\"name\":" + jsonString(name) + ",\"sha256\":\"" + toHex(sha256(bytes)) + "\"}";
    return items;
}

tl::unexpected<std::string> databaseAway(const DatabaseError &error)
{
    return tl::unexpected("database " + (error.sqlState.empty() ? "away" : error.sqlState));
}

struct Publisher {
    Connection db;
    ReceiptSigner signer;
};

tl::expected<Published, std::string> publishSet(Publisher &work, const std::string &channel,
                                                const std::string &station, const SetFiles &files)
{
    const std::string items = itemsJson(files);
    const Bytes content = sha256(items);
    const auto latest = work.db.row("SELECT * FROM intake.latest_set($1, $2)", {{channel}, {station}});
    if (!latest)
        return databaseAway(latest.error());
    const long long before = toNumber((*latest)[0].value_or("")).value_or(0);
    const auto known = (*latest)[1] ? fromByteaText(*(*latest)[1]) : std::nullopt;
    if (known == content)
        return Published{channel, station, before, false};
    std::string digests = "{";
    for (const auto &[name, bytes] : files) {
        const Bytes digest = sha256(bytes);
        const auto added = work.db.row("SELECT intake.add_item($1, $2)", {{digest, true}, {bytes, true}});
        if (!added)
            return databaseAway(added.error());
        digests += (digests.size() > 1 ? "," : "") + ("\"\\\\x" + toHex(digest) + "\"");
    }
    digests += "}";
    const std::string version = std::to_string(before + 1);
    const auto list
        = work.signer.signText("{\"channel\":" + jsonString(channel) + ",\"items\":[" + items
                               + "],\"madeAt\":" + jsonString(utcNow()) + ",\"setFormat\":1,\"station\":"
                               + jsonString(station) + ",\"version\":" + version + "}");
    if (!list)
        return publishFault("the set cannot be signed: " + list.error());
    const auto done
        = work.db.row("SELECT * FROM intake.publish_set($1, $2, $3::bigint, $4, $5, $6::bytea[])",
                      {{channel}, {station}, {version}, {content, true}, {*list, true}, {digests}});
    if (!done)
        return databaseAway(done.error());
    if ((*done)[0] != "published")
        return publishFault("somebody else has published at the same time; once more, please");
    return Published{channel, station, before + 1, true};
}

tl::expected<void, std::string> addSet(Publisher &work, const fs::path &folder, const std::string &channel,
                                       const std::string &station, std::vector<Published> &all)
{
    auto files = readSetFiles(folder);
    if (!files)
        return tl::unexpected(files.error());
    const auto done = publishSet(work, channel, station, *files);
    if (!done)
        return tl::unexpected(done.error());
    all.push_back(*done);
    return {};
}

} // namespace

tl::expected<std::vector<Published>, std::string> publish(const Config &config, const std::string &folder)
{
    auto signer = ReceiptSigner::load(config.referenceCertificate, config.referenceKey);
    if (!signer)
        return tl::unexpected(signer.error());
    Publisher work{Connection(config.publishDatabase), std::move(*signer)};
    std::vector<Published> all;
    std::error_code error;
    const fs::path reference = fs::path(folder) / "reference";
    const fs::path staff = fs::path(folder) / "staff";
    if (!fs::is_directory(reference, error) && !fs::is_directory(staff, error))
        return publishFault(folder + ": holds neither reference/ nor staff/");
    if (fs::is_directory(reference, error)) {
        if (const auto done = addSet(work, reference, "reference", "", all); !done)
            return tl::unexpected(done.error());
    }
    if (fs::is_directory(staff, error)) {
        for (const auto &entry : fs::directory_iterator(staff, error)) {
            const std::string station = entry.path().filename().string();
            if (!isStationId(station))
                return publishFault(station + ": is no station id");
            if (const auto done = addSet(work, entry.path(), "staff", station, all); !done)
                return tl::unexpected(done.error());
        }
    }
    return all;
}

tl::expected<std::string, std::string> decide(const Config &config, const NewDecision &decision)
{
    if (!isPacketId(decision.packet))
        return publishFault(decision.packet + ": is no packet id");
    std::string fields = "{";
    for (const std::string &field : decision.fields) {
        if (field.empty() || field.find_first_of("{}\",\\ ") != std::string::npos)
            return publishFault(field + ": is no key of a field");
        fields += (fields.size() > 1 ? "," : "") + field;
    }
    fields += "}";
    Connection db(config.publishDatabase);
    const auto row
        = db.row("SELECT * FROM intake.decide($1::uuid, $2, $3, $4::text[], $5)",
                 {{decision.packet}, {decision.verdict}, {decision.reason}, {fields}, {decision.note}});
    if (!row && row.error().sqlState == "23514")
        return publishFault(
            "not a decision: accepted takes no reason, every other needs one; codes are [A-Za-z0-9.-]");
    if (!row)
        return databaseAway(row.error());
    const std::string outcome = row->front().value_or("");
    if (outcome == "unknown")
        return publishFault(decision.packet + ": central holds no such packet");
    if (outcome == "incomplete")
        return publishFault(decision.packet + ": has not come whole yet");
    return outcome;
}

} // namespace indraj::central
