#include "central/pages/words.h"

#include <array>
#include <map>
#include <string>

namespace indraj::central::pages {
namespace {

struct Entry {
    std::string_view english;
    std::string_view urdu;
};

using Table = std::array<Entry, static_cast<std::size_t>(Word::Last)>;

const Table &allWords()
{
    static const Table table = [] {
        Table t;
        const auto set = [&t](Word which, std::string_view english, std::string_view urdu) {
            t[static_cast<std::size_t>(which)] = {english, urdu};
        };
        set(Word::Title, "Indraj central", "اندراج مرکز");
        set(Word::Overview, "Overview", "خلاصہ");
        set(Word::Stations, "Stations", "اسٹیشن");
        set(Word::Findings, "To look at", "توجہ طلب");
        set(Word::UpdatedAt, "As of", "وقت");
        set(Word::OtherLanguage, "اردو", "English");
        set(Word::StationsSeen, "Stations seen in 24 hours", "24 گھنٹوں میں رابطہ کرنے والے اسٹیشن");
        set(Word::OfAll, "known", "معلوم");
        set(Word::PacketsOwed, "Packets still to come", "پیکٹ جو ابھی آنے ہیں");
        set(Word::ByStations, "stations owe them", "اسٹیشنوں کے ذمے ہیں");
        set(Word::StoredDay, "Stored in 24 hours", "24 گھنٹوں میں محفوظ ہوئے");
        set(Word::Unopened, "waiting to be opened", "کھولے جانے کے منتظر");
        set(Word::Gaps, "Stations with a gap", "اسٹیشن جن کا کوئی نمبر غائب ہے");
        set(Word::SequencesLost, "sequence numbers missing on both sides", "نمبر دونوں طرف موجود نہیں");
        set(Word::ToLookAt, "Refused or in conflict", "مسترد یا متضاد");
        set(Word::Conflicts, "Conflicts", "تضاد");
        set(Word::Refused, "Refused", "مسترد");
        set(Word::WaitingForPerson, "waiting to be registered", "اندراج کا منتظر");
        set(Word::Blocked, "blocked", "بند");
        set(Word::Admitted, "admitted", "مجاز");
        set(Word::IntakePerHour, "Intake per hour", "فی گھنٹہ وصولی");
        set(Word::Hour, "Hour", "گھنٹہ");
        set(Word::Packets, "packets", "پیکٹ");
        set(Word::Bytes, "Size", "حجم");
        set(Word::NothingYet, "Nothing was stored in the last 24 hours.",
            "پچھلے 24 گھنٹوں میں کچھ محفوظ نہیں ہوا۔");
        set(Word::AllIsWell, "Nothing wants a person.", "کوئی چیز توجہ طلب نہیں۔");
        set(Word::AllIsWellMore, "No gap, no conflict, nothing refused.",
            "نہ کوئی نمبر غائب ہے، نہ کوئی تضاد، نہ کچھ مسترد ہوا۔");
        set(Word::Station, "Station", "اسٹیشن");
        set(Word::Place, "Place", "مقام");
        set(Word::State, "State", "حالت");
        set(Word::LastSeen, "Last seen", "آخری رابطہ");
        set(Word::Owes, "Owes", "باقی");
        set(Word::Unfinished, "Under way", "جاری");
        set(Word::Lost, "Gap", "غائب");
        set(Word::Stored24h, "Stored, 24 h", "محفوظ، 24 گھنٹے");
        set(Word::Silent, "silent for two days", "دو دن سے خاموش");
        set(Word::Find, "Find", "تلاش کریں");
        set(Word::FindStation, "Station or place", "اسٹیشن یا مقام");
        set(Word::Show, "Show", "دکھائیں");
        set(Word::ShowAll, "all", "سب");
        set(Word::ShowAttention, "those to look at", "توجہ طلب");
        set(Word::ShowOwing, "those that owe", "جن کے پیکٹ باقی ہیں");
        set(Word::Shown, "Shown", "دکھائے گئے");
        set(Word::Of, "of", "کل");
        set(Word::Next, "Next", "آگے");
        set(Word::Previous, "Previous", "پیچھے");
        set(Word::NoStations, "No station fits.", "کوئی اسٹیشن نہیں ملا۔");
        set(Word::NoSuchStation, "No station of this name has ever been here.",
            "اس نام کا کوئی اسٹیشن کبھی یہاں نہیں آیا۔");
        set(Word::Packet, "Packet", "پیکٹ");
        set(Word::Sequence, "Number", "نمبر");
        set(Word::When, "When", "کب");
        set(Word::What, "What was found", "کیا ملا");
        set(Word::Times, "Times", "بار");
        set(Word::NoFindings, "Nothing was refused and nothing is in conflict.",
            "نہ کچھ مسترد ہوا، نہ کسی چیز میں تضاد ہے۔");
        set(Word::FirstSeen, "First seen", "پہلا رابطہ");
        set(Word::LastStatement, "Last statement", "آخری بیان");
        set(Word::Never, "never", "کبھی نہیں");
        set(Word::HighestSequence, "Highest number it has used", "سب سے بڑا نمبر جو اس نے دیا");
        set(Word::StoredHere, "Stored here", "یہاں محفوظ");
        set(Word::SaidOwed, "Numbers it says it still holds", "نمبر جو اس کے بقول ابھی اس کے پاس ہیں");
        set(Word::LostHere, "Numbers that neither side has", "نمبر جو کسی طرف نہیں");
        set(Word::LostMore, "Ask at the station: a number is used once and never thrown away.",
            "اسٹیشن سے پوچھیں: ہر نمبر ایک بار دیا جاتا ہے اور کبھی ضائع نہیں کیا جاتا۔");
        set(Word::StillComing, "Announced and still coming", "اعلان ہو چکا، ابھی آنا باقی ہے");
        set(Word::StillComingMore, "Oldest first.", "سب سے پرانے پہلے۔");
        set(Word::Since, "Announced", "اعلان");
        set(Word::Progress, "Here", "پہنچ چکا");
        set(Word::NothingOwed, "It owes nothing that it has announced.", "جو اعلان کیا تھا سب پہنچ چکا ہے۔");
        set(Word::Because, "reason", "وجہ");
        set(Word::ConflictContent,
            "Other content under an id that is known here. Refused; the first one stays.",
            "یہ شناختی نمبر یہاں پہلے سے کسی اور مواد کا ہے۔ قبول نہیں کیا گیا، پہلا پیکٹ محفوظ ہے۔");
        set(Word::ConflictAnnounced, "Not what the station had announced under this id. Refused.",
            "اسٹیشن نے اس شناختی نمبر پر کچھ اور اعلان کیا تھا۔ قبول نہیں کیا گیا۔");
        set(Word::ConflictSequence,
            "The station has used this number for another packet. Taken; was it restored or copied?",
            "اسٹیشن یہ نمبر کسی اور پیکٹ کو دے چکا ہے۔ پیکٹ لے لیا گیا؛ کیا اسٹیشن کی پرانی نقل بحال ہوئی؟");
        set(Word::ConflictAudit,
            "Its audit history does not go on from the one before. Was it restored or copied?",
            "اس کا آڈٹ ریکارڈ پچھلے سے نہیں جڑتا۔ کیا اسٹیشن کی پرانی نقل بحال ہوئی؟");
        set(Word::RefusedDigest, "Stored bytes do not have the digest of the create.",
            "محفوظ بائٹس کا خلاصہ اعلان شدہ خلاصے سے نہیں ملتا۔");
        set(Word::RefusedNotForUs, "Not encrypted to this central.",
            "یہ پیکٹ اس مرکز کے لیے بند نہیں کیا گیا۔");
        set(Word::RefusedSignature, "The station's signature does not hold.", "اسٹیشن کے دستخط درست نہیں۔");
        set(Word::RefusedStation, "Signed by another station than sent it.",
            "دستخط اس اسٹیشن کے نہیں جس نے بھیجا۔");
        set(Word::RefusedContainer, "The container is damaged.", "پیکٹ کا ڈھانچہ خراب ہے۔");
        set(Word::RefusedManifest, "The manifest is not what it must be.", "فہرستِ مندرجات درست نہیں۔");
        set(Word::RefusedPart, "A part is not what the manifest says.",
            "ایک حصہ فہرستِ مندرجات کے مطابق نہیں۔");
        set(Word::OtherFinding, "Something else; see the log.", "کچھ اور؛ لاگ دیکھیں۔");
        set(Word::DatabaseAway, "The database does not answer.", "ڈیٹا بیس جواب نہیں دے رہا۔");
        set(Word::DatabaseAwayMore, "Stations keep their packets and try again. This page does too.",
            "اسٹیشن اپنے پیکٹ سنبھالے ہوئے ہیں اور دوبارہ کوشش کریں گے۔ یہ صفحہ بھی۔");
        set(Word::PageAbsent, "There is no such page.", "ایسا کوئی صفحہ نہیں۔");
        set(Word::Carried, "Carried on disks", "ڈسک پر لائے گئے");
        set(Word::CarriedMore,
            "Packets that one station sent on from another's disk. They stay those of the station that made "
            "them.",
            "وہ پیکٹ جو ایک اسٹیشن نے دوسرے کی ڈسک سے آگے بھیجے۔ وہ اسی اسٹیشن کے رہتے ہیں جس نے بنائے۔");
        set(Word::Carrier, "Sent by", "بھیجنے والا");
        set(Word::CarriedFor, "For", "کس کے لیے");
        set(Word::LastList, "Newest list", "تازہ ترین فہرست");
        set(Word::OnTheList, "On its lists", "فہرستوں میں");
        set(Word::HereBefore, "Here before", "پہلے سے موجود");
        set(Word::CameSince, "Come since", "اس کے بعد پہنچے");
        set(Word::NotHere, "Not here", "نہیں پہنچے");
        set(Word::NothingCarried, "No station has sent on another's disk.",
            "کسی اسٹیشن نے دوسرے کی ڈسک سے کچھ آگے نہیں بھیجا۔");
        return t;
    }();
    return table;
}

} // namespace

std::string_view word(Word which, Language language)
{
    const Entry &entry = allWords()[static_cast<std::size_t>(which)];
    return language == Language::Urdu ? entry.urdu : entry.english;
}

Word wordOfFinding(std::string_view code)
{
    static const std::map<std::string, Word, std::less<>> words = {
        {"conflict-content", Word::ConflictContent},   {"conflict-announced", Word::ConflictAnnounced},
        {"conflict-sequence", Word::ConflictSequence}, {"conflict-audit", Word::ConflictAudit},
        {"refused-digest", Word::RefusedDigest},       {"refused-not-for-us", Word::RefusedNotForUs},
        {"refused-signature", Word::RefusedSignature}, {"refused-station", Word::RefusedStation},
        {"refused-container", Word::RefusedContainer}, {"refused-manifest", Word::RefusedManifest},
        {"refused-part", Word::RefusedPart},
    };
    const auto found = words.find(code);
    return found == words.end() ? Word::OtherFinding : found->second;
}

} // namespace indraj::central::pages
