#include "sync/cms.h"
#include "sync/packet.h"
#include "tests/fuzz/vectors.h"

#include <cstdlib>

/// The station's reader of sealed packets: any bytes, and a true packet with any changes. What opens has the
/// content that was sealed: only recipient entries and what wraps them may differ.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    static const std::string packet = fuzz::vectorBytes("packet.cms");
    static const QByteArray manifest = QByteArray::fromStdString(fuzz::vectorBytes("manifest.json"));
    static const OpenKeys keys = [] {
        QByteArray key = QByteArray::fromStdString(fuzz::vectorBytes("recipient.key"));
        return OpenKeys{QByteArray::fromStdString(fuzz::vectorBytes("recipient.crt")),
                        SecretBytes::takeFrom(key),
                        QByteArray::fromStdString(fuzz::vectorBytes("station-ca.crt"))};
    }();
    if (packet.empty())
        std::abort(); // nothing would be tried
    const QByteArray raw(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)cms::recipients(raw);
    (void)cms::verify(raw, keys.stationCaPem, cms::Anchor::StationCa);
    if (openPacket(raw, keys))
        std::abort();
    const QByteArray changed = QByteArray::fromStdString(fuzz::edited(packet, data, size));
    (void)cms::recipients(changed);
    const auto opened = openPacket(changed, keys);
    if (size == 0 && !opened)
        std::abort();
    if (opened && opened->manifestJson != manifest)
        std::abort();
    return 0;
}
