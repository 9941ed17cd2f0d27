#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace indraj {

/// What makes two spellings of a Pakistani name the same to a search. Pure functions; any thread.
///
/// A *word* is a run of letters and digits: case folded, accents, vowel signs, kashida and hamza taken off,
/// and in Urdu script one letter for each family (alef, yeh, kaf, heh, noon), so that what keyboards and
/// people mix up is one spelling. A *key* is the skeleton of consonants of a word in one alphabet for both
/// scripts:
///
///   first vowel, alef, ain      a        later ones, and w, v, y, wau, yeh after the first letter, are left
///   out q k kh, qaf kaf khe         k        g gh, gaf ghain       g        ch, che                c z zh,
///   zal zay zuad zoe      z        s, se seen suad       s        sh, sheen              x t th, te toe tte
///   t        d dh, dal ddal        d        r, re rre              r f ph                        f        h,
///   he hey             h, but not after a consonant (Latin) and not at the end
///
/// Doubled sounds count once. Muhammad, Mohammed, Mohd and محمد are "mhmd"; Hussain, Husein and حسین are
/// "hsn".

/// The words of a text in either script, in order.
QStringList searchWords(const QString &text);

/// A compound taken apart, so that "Nizamuddin" meets "Nizam ud Din", and "Abdurrehman" عبدالرحمٰن: its parts,
/// the word itself where it is none, nothing for a bare particle ("ul", "ud").
QStringList nameParts(const QString &word);

/// The keys of one word: one, or two in Urdu script where a folded heh may be a breathing of the letter
/// before it. None for a word of digits.
QStringList nameKeys(const QString &word);

/// The key, and from three letters on the key with each letter left out: two keys that are one slip of a
/// finger apart have one of these in common.
QStringList nearKeys(const QString &key);

/// How far a word of a name is from a word typed: 0 the same, 1 it begins with it, then growing; nothing when
/// they are not alike.
std::optional<int> nameDistance(const QString &typed, const QString &word);

} // namespace indraj
