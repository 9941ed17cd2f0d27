#include "sync/osia/osialookup.h"
#include "sync/osia/osiaupload.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

/// Any bytes as a site's file, as a token and as what a registry answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto site = parseOsiaSite(bytes, QStringLiteral("/nowhere"))) {
        if (site->tokenFile.isEmpty() || site->mostCandidates < 1)
            std::abort();
        for (const QUrl &url : {site->enrollment, site->persons, site->abis}) {
            if (!url.isEmpty() && url.host().isEmpty())
                std::abort();
        }
    }
    QByteArray text = bytes;
    if (!text.isEmpty())
        (void)mayHaveScope(SecretBytes::takeFrom(text), "enroll.write");
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    if (const auto candidates = candidatesOf(json)) {
        for (qsizetype i = 1; i < candidates->size(); ++i) {
            if (candidates->at(i - 1).rank > candidates->at(i).rank)
                std::abort();
        }
    }
    const QDate today(2026, 3, 4);
    const PersonFound found = personOf(QStringLiteral("1"), json.object(), OsiaAttributes(), today);
    if (found.standing == Standing::Expired && !(found.validUntil < today))
        std::abort();
    if (const auto persons = personsOf(json, OsiaAttributes(), today)) {
        if (persons->size() != json.array().size())
            std::abort();
    }
    (void)withReferences(json.object(), [](const QString &reference) { return reference; });
    return 0;
}
