#include "enrollment/validation.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

namespace {

constexpr int digitsOfCnic = 13;

// Marks that steer the direction of text and the stretching kashida: invisible or mere ornament, and a way
// to make two stored names look alike. The zero-width non-joiner stays: Urdu spelling uses it.
bool isOrnament(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x0640 || u == 0x061c || u == 0x200b || u == 0x200e || u == 0x200f || u == 0xfeff
        || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
}

bool isArabicPresentationForm(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0xfb50 && u <= 0xfdff) || (u >= 0xfe70 && u <= 0xfefc);
}

QString withoutOrnaments(QString text)
{
    text.removeIf(isOrnament);
    return text;
}

QString tidyText(const QString &typed)
{
    return withoutOrnaments(typed).normalized(QString::NormalizationForm_C).simplified();
}

// Digits of a number typed with blanks, dashes and brackets; nothing when there is anything else in it.
std::optional<QString> bareDigits(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
        else if (!c.isSpace() && c != u'-' && c != u'(' && c != u')' && c != u'.')
            return std::nullopt;
    }
    return digits;
}

QString dashedCnic(const QString &typed)
{
    const std::optional<QString> digits = bareDigits(typed);
    if (!digits)
        return typed;
    QString dashed = digits->left(5);
    if (digits->size() > 5)
        dashed += u'-' + digits->mid(5, 7);
    if (digits->size() >= digitsOfCnic)
        dashed += u'-' + digits->mid(12);
    return dashed;
}

// The country code is taken off in each way people write it: +92 300..., 0092 300..., 92 300..., 300...
QString dashedMobile(QString typed)
{
    const bool plus = typed.startsWith(u'+');
    if (plus)
        typed.remove(0, 1);
    const std::optional<QString> bare = bareDigits(typed);
    if (!bare)
        return plus ? u'+' + typed : typed;
    QString digits = *bare;
    if (digits.size() == 14 && digits.startsWith("0092"_L1))
        digits.remove(0, 2);
    if (digits.size() == 12 && digits.startsWith("92"_L1))
        digits.replace(0, 2, u"0"_s);
    else if (plus)
        return u'+' + digits;
    if (digits.size() == 10 && digits.startsWith(u'3'))
        digits.prepend(u'0');
    return digits.size() > 4 ? digits.left(4) + u'-' + digits.mid(4) : digits;
}

// Only a date that exists is turned round; anything else stays as typed, for the message beside the field.
QString isoDate(const QString &typed)
{
    static const QRegularExpression dayFirst(u"\\A([0-9]{1,2})[/.\\- ]([0-9]{1,2})[/.\\- ]([0-9]{4})\\z"_s);
    static const QRegularExpression yearFirst(u"\\A([0-9]{4})[/.\\- ]([0-9]{1,2})[/.\\- ]([0-9]{1,2})\\z"_s);
    QDate date;
    if (const auto match = dayFirst.match(typed); match.hasMatch())
        date = QDate(match.captured(3).toInt(), match.captured(2).toInt(), match.captured(1).toInt());
    else if (const auto reverse = yearFirst.match(typed); reverse.hasMatch())
        date = QDate(reverse.captured(1).toInt(), reverse.captured(2).toInt(), reverse.captured(3).toInt());
    return date.isValid() ? date.toString(Qt::ISODate) : typed;
}

QString straightQuotes(QString text)
{
    return text.replace(QChar(0x2019), u'\'').replace(QChar(0x2018), u'\'');
}

} // namespace

QString toAsciiDigits(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t point = pair ? QChar::surrogateToUcs4(c, text.at(i + 1)) : char32_t(c.unicode());
        if (QChar::isDigit(point)) {
            out += QChar(u'0' + QChar::digitValue(point));
            i += pair ? 1 : 0;
        } else {
            out += c;
        }
    }
    return out;
}

QString normaliseUrdu(const QString &text)
{
    QString unfolded;
    for (const QChar c : withoutOrnaments(text))
        unfolded += isArabicPresentationForm(c) ? QString(c).normalized(QString::NormalizationForm_KC)
                                                : QString(c);
    // Composed first: an Arabic yeh with hamza is a letter of its own (ئ) and must not lose its seat.
    QString folded = withoutOrnaments(unfolded).normalized(QString::NormalizationForm_C);
    for (QChar &c : folded) {
        switch (c.unicode()) {
        case 0x064a: // Arabic yeh
        case 0x0649: // alef maksura
            c = QChar(0x06cc);
            break;
        case 0x0643: // Arabic kaf
            c = QChar(0x06a9);
            break;
        case 0x0647: // Arabic heh
        case 0x06d5: // ae
            c = QChar(0x06c1);
            break;
        case 0x06c0: // heh with yeh above
            c = QChar(0x06c2);
            break;
        default:
            break;
        }
    }
    folded.replace(u"\u06cc\u0654"_s, u"\u0626"_s);
    return toAsciiDigits(folded).normalized(QString::NormalizationForm_C);
}

QString normaliseField(const FieldSpec &field, const QString &typed)
{
    switch (field.type) {
    case FieldType::TextEnglish:
    case FieldType::AddressEnglish:
        return straightQuotes(toAsciiDigits(tidyText(typed)));
    case FieldType::TextUrdu:
    case FieldType::AddressUrdu:
        return straightQuotes(normaliseUrdu(typed)).simplified();
    case FieldType::Cnic:
        return dashedCnic(toAsciiDigits(tidyText(typed)));
    case FieldType::Mobile:
        return dashedMobile(toAsciiDigits(tidyText(typed)));
    case FieldType::Date:
        return isoDate(toAsciiDigits(tidyText(typed)));
    case FieldType::Choice:
    case FieldType::Province:
    case FieldType::District:
    case FieldType::Tehsil:
        return typed.trimmed();
    }
    return typed;
}

} // namespace indraj
