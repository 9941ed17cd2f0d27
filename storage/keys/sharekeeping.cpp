#include "storage/keys/sharekeeping.h"

#include "storage/crypto.h"
#include "storage/keys/slot.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestArea = 4096;
constexpr int mostPcrs = 24;

constexpr std::array stateCodes{std::pair{TpmState::Sealed, "sealed"_L1},
                                std::pair{TpmState::Absent, "absent"_L1},
                                std::pair{TpmState::NotUsed, "not-used"_L1}};

tl::unexpected<StoreError> damaged()
{
    return failed(StoreFault::Damaged, u"key ring: the entry about the TPM cannot be read"_s);
}

QByteArray boundedHex(const QJsonValue &value)
{
    const QString text = value.toString();
    return text.size() <= 2 * longestArea ? strictHex(value, text.size() / 2) : QByteArray();
}

} // namespace

QString tpmStateCode(TpmState state)
{
    for (const auto &[value, code] : stateCodes) {
        if (value == state)
            return code;
    }
    return {};
}

QByteArray keepingBytes(const ShareKeeping &keeping)
{
    QByteArray pcrs;
    for (const int pcr : keeping.blob.pcrs)
        pcrs += bigEndian(pcr);
    return lengthPrefixed({tpmStateCode(keeping.state).toUtf8(), pcrs, keeping.blob.publicArea,
                           keeping.blob.privateArea, keeping.clear});
}

Outcome<ShareKeeping> keepingFromJson(const QJsonObject &object)
{
    if (!hasExactly(object, {"state"_L1, "pcrs"_L1, "public"_L1, "private"_L1, "share"_L1}))
        return damaged();
    ShareKeeping keeping;
    const QString code = object["state"_L1].toString();
    const auto *known = std::find_if(stateCodes.begin(), stateCodes.end(),
                                     [&](const auto &state) { return state.second == code; });
    if (known == stateCodes.end() || !object["pcrs"_L1].isArray())
        return damaged();
    keeping.state = known->first;
    const QJsonArray pcrs = object["pcrs"_L1].toArray();
    for (const QJsonValue &value : pcrs) {
        const int pcr = value.toInt(-1);
        if (pcr < 0 || pcr >= mostPcrs || keeping.blob.pcrs.contains(pcr))
            return damaged();
        keeping.blob.pcrs.append(pcr);
    }
    keeping.blob.publicArea = boundedHex(object["public"_L1]);
    keeping.blob.privateArea = boundedHex(object["private"_L1]);
    keeping.clear = boundedHex(object["share"_L1]);
    const bool sealed = keeping.state == TpmState::Sealed;
    if (sealed == keeping.blob.publicArea.isEmpty() || sealed == keeping.blob.privateArea.isEmpty()
        || sealed == keeping.blob.pcrs.isEmpty() || keeping.clear.size() != (sealed ? 0 : sizes::key))
        return damaged();
    return keeping;
}

QJsonObject keepingToJson(const ShareKeeping &keeping)
{
    QJsonArray pcrs;
    for (const int pcr : keeping.blob.pcrs)
        pcrs.append(pcr);
    return {{u"state"_s, tpmStateCode(keeping.state)},
            {u"pcrs"_s, pcrs},
            {u"public"_s, hexText(keeping.blob.publicArea)},
            {u"private"_s, hexText(keeping.blob.privateArea)},
            {u"share"_s, hexText(keeping.clear)}};
}

} // namespace indraj
