#include "widgets/people/passphraserule.h"

#include <QSet>

namespace indraj {

namespace {
constexpr qsizetype leastLetters = 12;
constexpr qsizetype leastDifferent = 5;
constexpr qsizetype strongLetters = 20;
constexpr int strongWords = 4;
} // namespace

PassphraseGrade gradePassphrase(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return PassphraseGrade::Empty;
    QSet<QChar> different;
    int words = 0;
    bool inWord = false;
    for (const QChar c : trimmed) {
        different.insert(c.toLower());
        const bool blank = c.isSpace();
        words += !blank && !inWord ? 1 : 0;
        inWord = !blank;
    }
    if (trimmed.size() < leastLetters)
        return PassphraseGrade::TooShort;
    if (different.size() < leastDifferent)
        return PassphraseGrade::TooEven;
    return words >= strongWords && trimmed.size() >= strongLetters ? PassphraseGrade::Strong
                                                                   : PassphraseGrade::Enough;
}

} // namespace indraj
