#pragma once

#include "sync/packet.h"

namespace indraj {

inline constexpr QByteArrayView manifestPartName{"manifest.json"};
inline constexpr QByteArrayView enrollmentPartName{"enrollment.json"};

/// A part to be described in a manifest.
struct ManifestPart {
    PacketPart part;
    QString mimeType;
    QString reference; ///< sampleRef(); empty for the enrollment itself
};

/// A part as a manifest describes it.
struct DeclaredPart {
    QByteArray name;
    qint64 length = 0;
    QByteArray sha256; ///< 32 bytes
    QString reference;
};

struct ParsedManifest {
    PacketManifest facts;
    QList<DeclaredPart> parts;
};

/// The manifest of docs/packet.md. Pure; any thread.
QJsonObject manifestJson(const PacketManifest &manifest, const QList<ManifestPart> &parts);
/// Strict: unknown versions, missing, additional or ill-typed members are errors. The error names the member.
tl::expected<ParsedManifest, QString> parseManifest(const QJsonObject &json);

} // namespace indraj
