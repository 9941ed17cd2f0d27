#include "storage/keys/sharetext.h"

#include "storage/crypto.h"

#include <QByteArray>

#include <cstring>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // no I, L, O, U
constexpr std::size_t idLength = 8;
constexpr std::size_t valueLength = 52; // 256 bits and 4 that must be 0
constexpr std::size_t checkLength = 7;
constexpr std::size_t bodyLength = 1 + idLength + valueLength;
constexpr std::size_t textLength = bodyLength + checkLength;
constexpr std::size_t groupLength = 4;

tl::unexpected<StoreError> mistyped()
{
    return failed(StoreFault::Invalid, u"a recovery share is mistyped"_s);
}

/// Characters of five bits each, most significant first; the last is filled up with zeros.
void encode(KeyView bytes, std::span<std::uint8_t> characters)
{
    for (std::size_t i = 0; i < characters.size(); ++i) {
        unsigned value = 0;
        for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit) {
            const unsigned byte = bit / 8 < bytes.size() ? bytes[bit / 8] : 0U;
            value = (value << 1) | ((byte >> (7 - bit % 8)) & 1U);
        }
        characters[i] = static_cast<std::uint8_t>(alphabet[value]);
    }
}

/// 0 to 31; 32 for what is not in the alphabet.
unsigned valueOf(std::uint8_t character)
{
    const void *found = std::memchr(alphabet, character, sizeof alphabet - 1);
    return found ? static_cast<unsigned>(static_cast<const char *>(found) - alphabet) : 32U;
}

/// The bits that are left over must be 0, so that every share has one spelling only.
bool decode(KeyView characters, std::span<std::uint8_t> bytes)
{
    for (std::size_t bit = 0; bit < characters.size() * 5; ++bit) {
        const unsigned value = valueOf(characters[bit / 5]);
        const unsigned one = (value >> (4 - bit % 5)) & 1U;
        if (value > 31 || (bit / 8 >= bytes.size() && one))
            return false;
        if (bit / 8 < bytes.size())
            bytes[bit / 8] = static_cast<std::uint8_t>((bytes[bit / 8] & ~(0x80U >> (bit % 8)))
                                                       | (one << (7 - bit % 8)));
    }
    return true;
}

void checkSum(KeyView body, std::span<std::uint8_t> characters)
{
    const QByteArrayView view(reinterpret_cast<const char *>(body.data()), qsizetype(body.size()));
    encode(viewOf(hmacSha256(viewOf("indraj-share-1"), view)), characters);
}

/// What was typed, in capitals, without blanks and hyphens. Empty when it cannot be a share.
SecretBytes normalised(const SecretBytes &text)
{
    SecretBytes characters(textLength);
    std::size_t count = 0;
    for (std::uint8_t character : text.bytes()) {
        if (character == ' ' || character == '-' || character == '\t' || character == '\n'
            || character == '\r')
            continue;
        if (character >= 'a' && character <= 'z')
            character = static_cast<std::uint8_t>(character - 'a' + 'A');
        if (character == 'O')
            character = '0';
        if (character == 'I' || character == 'L')
            character = '1';
        if (count == textLength || valueOf(character) > 31)
            return SecretBytes();
        characters.bytes()[count++] = character;
    }
    return count == textLength ? std::move(characters) : SecretBytes();
}

} // namespace

QString newRecoveryId()
{
    std::uint8_t characters[idLength];
    encode(viewOf(randomBytes(5)), characters);
    return QString::fromLatin1(reinterpret_cast<const char *>(characters), idLength);
}

QString shareText(const RecoveryShare &share)
{
    SecretBytes characters(textLength);
    const auto all = characters.bytes();
    all[0] = static_cast<std::uint8_t>('0' + share.number);
    std::memcpy(all.data() + 1, share.recoveryId.toLatin1().constData(), idLength);
    encode(share.value.bytes(), all.subspan(1 + idLength, valueLength));
    checkSum(all.first(bodyLength), all.last(checkLength));
    QString text;
    text.reserve(qsizetype(textLength + textLength / groupLength));
    for (std::size_t i = 0; i < textLength; ++i) {
        if (i > 0 && i % groupLength == 0)
            text += u'-';
        text += QLatin1Char(static_cast<char>(all[i]));
    }
    return text;
}

Outcome<RecoveryShare> parseShare(const SecretBytes &text)
{
    const SecretBytes characters = normalised(text);
    if (characters.isEmpty())
        return mistyped();
    const auto all = characters.bytes();
    std::uint8_t expected[checkLength];
    checkSum(all.first(bodyLength), expected);
    RecoveryShare share;
    share.number = all[0] - '0';
    share.recoveryId
        = QString::fromLatin1(reinterpret_cast<const char *>(all.data() + 1), qsizetype(idLength));
    share.value = SecretBytes(static_cast<std::size_t>(sizes::key));
    if (!equalSecrets(expected, all.last(checkLength)) || share.number < 1 || share.number > 3
        || !decode(all.subspan(1 + idLength, valueLength), share.value.bytes()))
        return mistyped();
    return share;
}

} // namespace indraj
