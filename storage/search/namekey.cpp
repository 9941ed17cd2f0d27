#include "storage/search/namekey.h"

#include "enrollment/validation.h"

#include <QVarLengthArray>

#include <algorithm>
#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestWord = 64;

bool isUrdu(QChar letter) { return letter.script() == QChar::Script_Arabic; }
bool isUrdu(const QString &word) { return !word.isEmpty() && isUrdu(word.front()); }

bool isVowel(QChar letter) { return u"aeiou"_s.contains(letter); }
/// Neither a vowel nor one of the two letters that are half a vowel.
bool isHard(QChar letter) { return !isVowel(letter) && letter != u'y' && letter != u'w' && letter != u'v'; }

/// One letter for each family; a null character for what is left out.
QChar familyOf(QChar letter)
{
    switch (letter.unicode()) {
    case 0x0671: // alef wasla
        return QChar(0x0627);
    case 0x064a: // Arabic yeh, alef maksura, bari yeh
    case 0x0649:
    case 0x06d2:
        return QChar(0x06cc);
    case 0x0643: // Arabic kaf
        return QChar(0x06a9);
    case 0x0647: // Arabic heh, te marbuta, two-eyed heh, ae
    case 0x0629:
    case 0x06c3:
    case 0x06be:
    case 0x06d5:
        return QChar(0x06c1);
    case 0x06ba: // noon ghunna
        return QChar(0x0646);
    case 0x0621: // hamza
    case 0x200c: // zero-width non-joiner
    case u'\'':
    case u'`':
    case 0x2018:
    case 0x2019:
    case 0x02bf:
        return {};
    default:
        return letter;
    }
}

/// How short forms are written out. "Ch" is Chaudhry's.
QString writtenOut(const QString &word)
{
    static constexpr std::pair<QLatin1StringView, QLatin1StringView> forms[]
        = {{"mohd"_L1, "muhammad"_L1}, {"muhd"_L1, "muhammad"_L1}, {"mohmd"_L1, "muhammad"_L1},
           {"md"_L1, "muhammad"_L1},   {"ch"_L1, "chaudhry"_L1},   {"uthman"_L1, "usman"_L1}};
    if (word.size() == 5 && word.startsWith("abd"_L1) && isVowel(word[3]))
        return u"abd"_s; // Abdul, Abdur, Abdus: the article belongs to the next word
    for (const auto &[form, written] : forms) {
        if (word == form)
            return written;
    }
    return word;
}

QString withoutRepeats(const QString &text)
{
    QString once;
    for (const QChar letter : text) {
        if (once.isEmpty() || once.back() != letter)
            once += letter;
    }
    return once;
}

QString soundOfLatin(const QString &word, qsizetype at)
{
    const QChar letter = word[at];
    const QChar next = at + 1 < word.size() ? word[at + 1] : QChar();
    switch (letter.unicode()) {
    case u'a':
    case u'e':
    case u'i':
    case u'o':
    case u'u':
        return at == 0 ? u"a"_s : QString();
    case u'y':
        return at == 0 ? u"y"_s : QString();
    case u'v':
    case u'w':
        return at == 0 ? u"w"_s : QString();
    case u'h':
        return at > 0 && (isHard(word[at - 1]) || at + 1 == word.size()) ? QString() : u"h"_s;
    case u's':
        return next == u'h' ? u"x"_s : u"s"_s;
    case u'p':
        return next == u'h' ? u"f"_s : u"p"_s;
    case u'c':
        return next == u'h' ? u"c"_s : next == u'e' || next == u'i' ? u"s"_s : u"k"_s;
    case u'q':
        return u"k"_s;
    case u'x':
        return u"ks"_s;
    default:
        return QString(letter);
    }
}

QChar soundOfUrdu(const QString &word, qsizetype at)
{
    static constexpr QStringView letters = u"بپتطٹثسصجچحہخدڈذزضظژرڑشغگفقکلمن";
    static constexpr QStringView sounds = u"bptttsssjchhkddzzzzzrrxggfkklmn";
    static_assert(letters.size() == sounds.size());
    const QChar letter = word[at];
    if (const qsizetype found = letters.indexOf(letter); found >= 0)
        return sounds[found] == u'h' && at > 0 && at + 1 == word.size() ? QChar() : sounds[found];
    if (at > 0)
        return {};
    switch (letter.unicode()) {
    case 0x0627: // alef
    case 0x0639: // ain
        return u'a';
    case 0x0648: // wau
        return u'w';
    case 0x06cc: // yeh
        return u'y';
    default:
        return {};
    }
}

QString urduKey(const QString &word)
{
    QString key;
    for (qsizetype at = 0; at < word.size(); ++at) {
        if (const QChar sound = soundOfUrdu(word, at); !sound.isNull())
            key += sound;
    }
    return withoutRepeats(key);
}

/// The word with each heh left out that may be the breathing of the letter before it (folded two-eyed heh).
QString withoutBreathing(const QString &word)
{
    QString bare;
    for (const QChar letter : word) {
        if (letter == QChar(0x06c1) && !bare.isEmpty() && u"بپتٹجچدڈڑکگ"_s.contains(bare.back())) {
            if (bare.back() == QChar(0x067e))
                bare.back() = QChar(0x0641); // as Latin ph
        } else {
            bare += letter;
        }
    }
    return bare;
}

/// Latin spelling with the differences evened out that nobody hears.
QString softened(const QString &word)
{
    QString soft = writtenOut(word);
    for (qsizetype at = 1; at < soft.size(); ++at) {
        if (soft[at] == u'y')
            soft[at] = u'i';
    }
    static const std::pair<QLatin1StringView, QLatin1StringView> pairs[]
        = {{"ee"_L1, "i"_L1}, {"oo"_L1, "u"_L1}, {"ou"_L1, "u"_L1}, {"ai"_L1, "e"_L1}, {"ei"_L1, "e"_L1},
           {"zh"_L1, "z"_L1}, {"ph"_L1, "f"_L1}, {"q"_L1, "k"_L1},  {"ck"_L1, "k"_L1}, {"w"_L1, "v"_L1}};
    for (const auto &[from, to] : pairs)
        soft.replace(from, to);
    soft = withoutRepeats(soft);
    if (soft.size() > 2 && soft.endsWith(u'h') && isVowel(soft[soft.size() - 2]))
        soft.chop(1);
    return soft;
}

/// Cost of a letter: in Latin script a vowel is worth half a consonant.
int weight(QChar letter) { return isUrdu(letter) || isVowel(letter) ? 1 : 2; }

/// Weighted edit distance; two letters exchanged count as one edit.
int editDistance(const QString &a, const QString &b)
{
    const qsizetype width = b.size() + 1;
    QVarLengthArray<int, 1024> cost((a.size() + 1) * width);
    const auto at = [&](qsizetype i, qsizetype j) -> int & { return cost[i * width + j]; };
    at(0, 0) = 0;
    for (qsizetype i = 1; i <= a.size(); ++i)
        at(i, 0) = at(i - 1, 0) + weight(a[i - 1]);
    for (qsizetype j = 1; j <= b.size(); ++j)
        at(0, j) = at(0, j - 1) + weight(b[j - 1]);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int change = a[i - 1] == b[j - 1] ? 0 : std::max(weight(a[i - 1]), weight(b[j - 1]));
            int best = std::min({at(i - 1, j) + weight(a[i - 1]), at(i, j - 1) + weight(b[j - 1]),
                                 at(i - 1, j - 1) + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, at(i - 2, j - 2) + std::max(weight(a[i - 1]), weight(b[j - 1])));
            at(i, j) = best;
        }
    }
    return at(a.size(), b.size());
}

bool shareOne(const QStringList &some, const QStringList &others)
{
    return std::any_of(some.cbegin(), some.cend(), [&](const QString &one) { return others.contains(one); });
}

/// One slip apart, for keys long enough that this says something.
bool nearlyShareOne(const QStringList &some, const QStringList &others)
{
    for (const QString &a : some) {
        for (const QString &b : others) {
            if (a.size() + b.size() >= 7 && shareOne(nearKeys(a), nearKeys(b)))
                return true;
        }
    }
    return false;
}

std::optional<int> accepted(bool good, int cost) { return good ? std::optional(cost) : std::nullopt; }

} // namespace

QStringList searchWords(const QString &text)
{
    // Decomposed: an accent, a hamza above and a madda are then marks of their own and fall away.
    const QString plain = normaliseUrdu(text).normalized(QString::NormalizationForm_KD).toCaseFolded();
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(word.left(longestWord));
        word.clear();
    };
    for (const QChar raw : plain) {
        const QChar letter = familyOf(raw);
        if (letter.isNull() || letter.isMark())
            continue;
        if (letter.isLetterOrNumber())
            word += letter;
        else
            end();
    }
    end();
    return words;
}

QStringList nameParts(const QString &word)
{
    static const QStringList particles{u"ul"_s, u"al"_s, u"el"_s, u"ur"_s,  u"ud"_s,
                                       u"us"_s, u"uz"_s, u"un"_s, u"ush"_s, u"e"_s};
    if (particles.contains(word))
        return {};
    for (const auto faith :
         {"uddin"_L1, "uddeen"_L1, "udin"_L1, "udeen"_L1, "oddin"_L1, "ullah"_L1, "ulla"_L1}) {
        if (word.size() > faith.size() + 1 && word.endsWith(faith))
            return {word.chopped(faith.size()), faith.startsWith("ul"_L1) ? u"allah"_s : u"din"_s};
    }
    if (word.size() > 7 && word.startsWith("abd"_L1) && isVowel(word[3]) && isHard(word[4]))
        return {u"abd"_s, word.sliced(5)};
    const auto withoutArticle = [](const QString &name) {
        return name.size() > 4 && name.startsWith(u"ال"_s) ? name.sliced(2) : name;
    };
    if (word.size() > 6 && word.startsWith(u"عبدال"_s))
        return {u"عبد"_s, withoutArticle(word.sliced(3))};
    return {withoutArticle(word)};
}

QStringList nameKeys(const QString &word)
{
    if (word.isEmpty() || word.front().isDigit())
        return {};
    if (isUrdu(word)) {
        if (word == u"اللہ"_s)
            return {u"al"_s};
        QStringList keys{urduKey(word)};
        if (const QString bare = urduKey(withoutBreathing(word)); !keys.contains(bare))
            keys.append(bare);
        keys.removeAll(QString());
        return keys;
    }
    const QString written = writtenOut(word);
    QString key;
    for (qsizetype at = 0; at < written.size(); ++at)
        key += soundOfLatin(written, at);
    key = withoutRepeats(key);
    return key.isEmpty() ? QStringList() : QStringList{key};
}

QStringList nearKeys(const QString &key)
{
    QStringList all{key};
    for (qsizetype at = 0; key.size() >= 3 && at < key.size(); ++at) {
        const QString shorter = QString(key).remove(at, 1);
        if (!all.contains(shorter))
            all.append(shorter);
    }
    return all;
}

std::optional<int> nameDistance(const QString &typed, const QString &word)
{
    if (typed == word)
        return 0;
    if (word.startsWith(typed))
        return 1;
    const QStringList typedKeys = nameKeys(typed), wordKeys = nameKeys(word);
    const bool same = shareOne(typedKeys, wordKeys);
    if (isUrdu(typed) != isUrdu(word))
        return same ? accepted(true, 3) : accepted(nearlyShareOne(typedKeys, wordKeys), 12);
    const bool urdu = isUrdu(typed);
    const QString a = urdu ? typed : softened(typed), b = urdu ? word : softened(word);
    const int distance = editDistance(a, b);
    const int length = static_cast<int>(std::max(a.size(), b.size()));
    if (same)
        return accepted(distance <= std::max(1, length / 2), 2 + distance);
    // One consonant wrong: believed in longer words only.
    return accepted(length >= (urdu ? 4 : 5) && distance <= (urdu ? 1 : 2), 8 + distance);
}

} // namespace indraj
