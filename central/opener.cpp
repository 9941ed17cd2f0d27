#include "central/opener.h"

#include "central/cmsbytes.h"
#include "central/json.h"
#include "central/signing.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <set>

namespace indraj::central {
namespace {

template <auto Free> struct Freer {
    template <class T> void operator()(T *thing) const { Free(thing); }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Store = std::unique_ptr<X509_STORE, Freer<X509_STORE_free>>;

constexpr std::size_t maxParts = 64;
constexpr std::size_t maxNameBytes = 64;
constexpr std::size_t maxPartBytes = 32U << 20;

tl::unexpected<std::string> code(const char *text)
{
    ERR_clear_error();
    return tl::unexpected(std::string(text));
}

Bytes contentOf(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return length > 0 ? Bytes(data, static_cast<std::size_t>(length)) : Bytes();
}

std::shared_ptr<X509> readCertificate(const std::string &file)
{
    const Bio in(BIO_new_file(file.c_str(), "r"));
    return {in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr, X509_free};
}

/// Takes big-endian numbers and pieces off the front; once something is short, everything after is.
class Cutter {
public:
    explicit Cutter(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    std::string_view piece(std::size_t length)
    {
        m_holds = m_holds && length <= m_bytes.size();
        const std::string_view taken = m_holds ? m_bytes.substr(0, length) : std::string_view();
        m_bytes.remove_prefix(taken.size());
        return taken;
    }
    std::size_t number(std::size_t length)
    {
        std::size_t value = 0;
        for (const char c : piece(length))
            value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }
    bool holds() const { return m_holds; }
    bool atEnd() const { return m_holds && m_bytes.empty(); }

private:
    std::string_view m_bytes;
    bool m_holds = true;
};

bool isPartName(std::string_view name)
{
    return !name.empty() && name.size() <= maxNameBytes && name.front() >= 'a' && name.front() <= 'z'
        && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

bool isText(const JsonValue &object, std::string_view key, std::string_view expected)
{
    const std::string *text = textOf(object, key);
    return text && *text == expected;
}

/// Whether the manifest describes exactly these parts, in this order.
bool describes(const JsonValue &manifest, const std::vector<std::pair<std::string, Bytes>> &parts)
{
    const JsonValue *list = manifest.member("parts");
    if (!list || !list->array() || list->array()->size() + 1 != parts.size())
        return false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const JsonValue &entry = (*list->array())[i - 1];
        if (!isText(entry, "name", parts[i].first)
            || numberOf(entry, "length") != static_cast<long long>(parts[i].second.size())
            || !isText(entry, "sha256", toHex(sha256(parts[i].second))))
            return false;
    }
    return true;
}

bool isKnownVersion(const JsonValue &manifest)
{
    const auto version = numberOf(manifest, "formatVersion");
    return isText(manifest, "format", "indraj-packet") && version >= 1 && version <= 3
        && isText(manifest, "schema", "osia-enrollment-1.3.0");
}

} // namespace

std::optional<std::vector<std::pair<std::string, Bytes>>> readContainer(std::string_view bytes)
{
    Cutter cutter(bytes);
    if (cutter.piece(8) != "INDRAJPK" || cutter.number(2) != 1)
        return std::nullopt;
    const std::size_t count = cutter.number(2);
    if (!cutter.holds() || count < 1 || count > maxParts)
        return std::nullopt;
    std::vector<std::pair<std::string, Bytes>> parts;
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view name = cutter.piece(cutter.number(2));
        const std::size_t length = cutter.number(4);
        const std::string_view content = cutter.piece(length);
        if (!cutter.holds() || length > maxPartBytes || !isPartName(name) || !names.insert(name).second)
            return std::nullopt;
        parts.emplace_back(name, content);
    }
    return cutter.atEnd() ? std::optional(std::move(parts)) : std::nullopt;
}

tl::expected<Opened, std::string> checkContent(std::string_view content, const PacketFacts &facts)
{
    auto parts = readContainer(content);
    if (!parts || parts->size() < 2 || (*parts)[0].first != "manifest.json"
        || (*parts)[1].first != "enrollment.json")
        return code("container");
    const auto manifest = parseJson((*parts)[0].second);
    if (!manifest || !isKnownVersion(*manifest) || !isText(*manifest, "packetId", facts.packet)
        || numberOf(*manifest, "sequence") != facts.sequence)
        return code("manifest");
    if (!isText(*manifest, "station", facts.station))
        return code("station");
    const JsonValue *audit = manifest->member("audit");
    const std::string *head = audit ? textOf(*audit, "head") : nullptr;
    const auto auditHead = head ? fromHex(*head) : std::nullopt;
    const auto auditSequence = audit ? numberOf(*audit, "sequence") : std::nullopt;
    if (!auditHead || auditHead->size() != 32 || !auditSequence)
        return code("manifest");
    if (!describes(*manifest, *parts))
        return code("part");
    return Opened{std::move(*parts), *auditSequence, *auditHead};
}

tl::expected<Opener, std::string> Opener::load(const std::string &certificateFile, const std::string &keyFile,
                                               const std::string &stationCaFile)
{
    Opener opener;
    opener.m_certificate = readCertificate(certificateFile);
    opener.m_stationCa = readCertificate(stationCaFile);
    const Bio in(BIO_new_file(keyFile.c_str(), "r"));
    opener.m_key.reset(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr) : nullptr,
                       EVP_PKEY_free);
    ERR_clear_error();
    if (!opener.m_certificate)
        return tl::unexpected(certificateFile + ": cannot be used");
    if (!opener.m_stationCa)
        return tl::unexpected(stationCaFile + ": cannot be used");
    if (!opener.m_key || X509_check_private_key(opener.m_certificate.get(), opener.m_key.get()) != 1)
        return tl::unexpected(keyFile + ": cannot be used, or does not belong to recipient_certificate");
    return opener;
}

tl::expected<Bytes, std::string> Opener::decrypt(std::string_view packet) const
{
    const Cms cms = parseCms(packet, NID_id_smime_ct_authEnvelopedData);
    if (!cms || OBJ_obj2nid(CMS_get0_eContentType(cms.get())) != NID_pkcs7_signed)
        return code("not-for-us");
    const Bio out(BIO_new(BIO_s_mem()));
    if (CMS_decrypt(cms.get(), m_key.get(), m_certificate.get(), nullptr, out.get(), CMS_BINARY) != 1)
        return code("not-for-us");
    return contentOf(out.get());
}

tl::expected<Bytes, std::string> Opener::verify(const Bytes &signedData, const PacketFacts &facts) const
{
    const Cms cms = parseCms(signedData, NID_pkcs7_signed);
    const Store store(X509_STORE_new());
    if (!cms || X509_STORE_add_cert(store.get(), m_stationCa.get()) != 1)
        return code("signature");
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_set_purpose(store.get(), X509_PURPOSE_ANY);
    // The question is whether the certificate was good when the packet came, not whether it still is.
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), facts.storedAt);
    const Bio out(BIO_new(BIO_s_mem()));
    if (CMS_verify(cms.get(), nullptr, store.get(), nullptr, out.get(), CMS_BINARY | CMS_CADES) != 1)
        return code("signature");
    STACK_OF(X509) *signers = CMS_get0_signers(cms.get());
    const auto name = sk_X509_num(signers) == 1 ? stationOf(sk_X509_value(signers, 0)) : std::nullopt;
    sk_X509_free(signers);
    if (!name || *name != facts.station)
        return code("station");
    return contentOf(out.get());
}

tl::expected<Opened, std::string> Opener::open(std::string_view packet, const PacketFacts &facts) const
{
    if (static_cast<long long>(packet.size()) != facts.length || sha256(packet) != facts.sha256)
        return code("digest");
    return decrypt(packet)
        .and_then([&](const Bytes &signedData) { return verify(signedData, facts); })
        .and_then([&](const Bytes &content) { return checkContent(content, facts); });
}

} // namespace indraj::central
