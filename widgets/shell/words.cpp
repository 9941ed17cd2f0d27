#include "widgets/shell/words.h"

#include "widgets/theme/textstyle.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(indraj::Words)
};
} // namespace

StateWords stateWords(EnrolmentState state)
{
    switch (state) {
    case EnrolmentState::Draft:
        return {MessageKind::Neutral, Words::tr("Paused"), u"pause"_s};
    case EnrolmentState::Reviewed:
        return {MessageKind::Neutral, Words::tr("Reviewed"), u"tick"_s};
    case EnrolmentState::SignedOff:
        return {MessageKind::Neutral, Words::tr("Signed off"), u"tick"_s};
    case EnrolmentState::AwaitingApproval:
        return {MessageKind::Neutral, Words::tr("Waits for approval"), u"clock"_s};
    case EnrolmentState::Returned:
        return {MessageKind::Warn, Words::tr("Returned"), {}};
    case EnrolmentState::Rejected:
        return {MessageKind::Error, Words::tr("Rejected"), {}};
    case EnrolmentState::Approved:
        return {MessageKind::Info, Words::tr("Approved"), u"tick"_s};
    case EnrolmentState::Sealed:
        return {MessageKind::Info, Words::tr("Sealed"), u"lock"_s};
    case EnrolmentState::Sending:
        return {MessageKind::Accent, Words::tr("Sending"), u"send"_s};
    case EnrolmentState::Received:
        return {MessageKind::Ok, Words::tr("Received"), {}};
    case EnrolmentState::Erased:
        return {MessageKind::Ok, Words::tr("Received, erased here"), {}};
    }
    Q_UNREACHABLE();
}

QString roleWord(Role role)
{
    switch (role) {
    case Role::Operator:
        return Words::tr("Operator");
    case Role::Supervisor:
        return Words::tr("In-charge");
    }
    Q_UNREACHABLE();
}

QString stepName(const QString &key)
{
    if (key == "service"_L1)
        return Words::tr("Service and token");
    if (key == "photo"_L1)
        return Words::tr("Photo");
    if (key == "card"_L1)
        return Words::tr("Earlier card");
    if (key == "fingers"_L1)
        return Words::tr("Fingerprints");
    if (key == "iris"_L1)
        return Words::tr("Irises");
    if (key == "signature"_L1)
        return Words::tr("Signature");
    if (key == "details"_L1)
        return Words::tr("Details");
    if (key == "review"_L1)
        return Words::tr("Citizen review");
    if (key == "signoff"_L1)
        return Words::tr("Sign-off");
    return key;
}

QString storeErrorWords(const StoreError &error)
{
    switch (error.fault) {
    case StoreFault::WrongPassphrase:
        return Words::tr(
            "This pass phrase does not fit. Check Caps Lock and the keyboard language, then type it again.");
    case StoreFault::AlreadyOpen:
        return Words::tr("Indraj is already open on this computer. Use that window, or close it first.");
    case StoreFault::NoVault:
        return Words::tr("No store was found here. Ask the technician to check the data folder.");
    case StoreFault::VaultExists:
        return Words::tr("This station has been set up before. Start Indraj again and sign in.");
    case StoreFault::Damaged:
        return Words::tr("The store on this computer is damaged. Do not enrol here. Call the technician.");
    case StoreFault::EngineUnfit:
        return Words::tr(
            "The encryption of this computer failed its test. Nothing is written. Call the technician.");
    case StoreFault::DiskFull:
        return Words::tr("The disk is full. What you typed is kept in this window. Free some space.");
    case StoreFault::IoFailed:
        return Words::tr("The disk did not answer. What you typed is kept and tried again.");
    case StoreFault::NotFound:
        return Words::tr("This enrolment is no longer on this computer.");
    case StoreFault::Refused:
        break;
    case StoreFault::Invalid:
        return Words::tr("This value cannot be saved. Check what was typed.");
    case StoreFault::Locked:
        return Words::tr("The station is locked. Sign in again.");
    case StoreFault::LockedOut:
        return Words::tr("Too many wrong pass phrases. This person can try again at %1.")
            .arg(QLocale().toString(error.retryAt.toLocalTime().time(), QLocale::ShortFormat));
    case StoreFault::TpmFailed:
        return Words::tr(
            "The security chip of this computer does not release the key. Nothing is lost. Call the "
            "technician, who can open the store with the recovery shares.");
    case StoreFault::Internal:
        return Words::tr("Something went wrong in the program. Call the technician.");
    }
    if (!error.lifecycle)
        return Words::tr("This cannot be done now.");
    switch (error.lifecycle->fault) {
    case LifecycleFault::WrongState:
        return Words::tr("Someone else has already decided about this. Open the list again.");
    case LifecycleFault::WrongRole:
        return Words::tr("Your role may not do this. Ask the in-charge.");
    case LifecycleFault::OwnWork:
        return Words::tr("You captured this yourself. Another person must decide.");
    case LifecycleFault::ReasonMissing:
        return Words::tr("Choose a reason first.");
    case LifecycleFault::Incomplete:
        return Words::tr("Something is still missing. Look at the steps on the side.");
    }
    Q_UNREACHABLE();
}

BilingualText reasonText(QStringView code)
{
    static const QHash<QString, BilingualText> words{
        {u"photo-poor"_s, {u"The photo is not good enough"_s, u"تصویر ٹھیک نہیں"_s}},
        {u"finger-poor"_s, {u"Fingers are not good enough"_s, u"انگلیوں کے نشان ٹھیک نہیں"_s}},
        {u"details-wrong"_s, {u"Details are wrong"_s, u"کوائف غلط ہیں"_s}},
        {u"exception-unproven"_s, {u"An exception is not proven"_s, u"انگلی نہ لینے کی وجہ ثابت نہیں"_s}},
        {u"not-eligible"_s, {u"Not entitled to this card"_s, u"اس کارڈ کا حق دار نہیں"_s}},
        {u"identity-doubt"_s, {u"Doubt about the identity"_s, u"شناخت پر شبہ ہے"_s}},
        {u"duplicate"_s, {u"Already enrolled"_s, u"پہلے سے اندراج ہے"_s}},
        {u"abandoned"_s, {u"The citizen did not come back"_s, u"شہری واپس نہیں آیا"_s}},
        {u"made-in-error"_s, {u"Begun by mistake"_s, u"غلطی سے شروع ہوا"_s}},
        {u"withdrawn"_s, {u"The citizen withdrew"_s, u"شہری نے درخواست واپس لی"_s}},
        {u"medical-condition"_s, {u"Medical condition"_s, u"طبی وجہ"_s}},
        {u"cannot-hold-still"_s, {u"Cannot hold still"_s, u"ساکن نہیں رہ سکتے"_s}},
        {u"assistive-device"_s, {u"Assistive device in the picture"_s, u"معاون آلہ تصویر میں ہے"_s}},
        {u"room-light"_s, {u"Light of the room"_s, u"کمرے کی روشنی"_s}},
        {u"eye-disease"_s, {u"Eye disease or scar"_s, u"آنکھ کی بیماری یا نشان"_s}},
        {u"lids-or-lashes"_s, {u"Lids or lashes cover the eye"_s, u"پپوٹے یا پلکیں آنکھ ڈھانپتی ہیں"_s}},
        {u"worn-skin"_s, {u"Skin worn by work"_s, u"کام سے جلد گھس گئی ہے"_s}},
        {u"skin-condition"_s, {u"Skin condition"_s, u"جلد کی بیماری"_s}},
        {u"injury"_s, {u"Injury or scar"_s, u"زخم یا نشانِ زخم"_s}},
        {u"age"_s, {u"Age of the citizen"_s, u"شہری کی عمر"_s}},
        {u"best-possible"_s, {u"Nothing better could be had today"_s, u"آج اس سے بہتر ممکن نہ تھا"_s}},
        {u"young-child"_s, {u"A small child"_s, u"چھوٹا بچہ"_s}},
        {u"judgement-wrong"_s,
         {u"The picture is good, the judgement is wrong"_s, u"تصویر ٹھیک ہے، جانچ غلط ہے"_s}},
        {u"not-applicant"_s,
         {u"It does not show the person at the desk"_s, u"یہ سامنے موجود فرد کی تصویر نہیں"_s}},
        {u"expression"_s, {u"The expression is not calm"_s, u"چہرے کا تاثر پُرسکون نہیں"_s}},
        {u"face-covered"_s, {u"Part of the face is covered"_s, u"چہرے کا کچھ حصہ ڈھکا ہے"_s}},
        {u"shadow-or-light"_s, {u"Shadow or light spoils it"_s, u"سائے یا روشنی سے تصویر خراب ہے"_s}},
        {u"does-not-write"_s, {u"Does not write"_s, u"لکھنا نہیں جانتے"_s}},
        {u"hand-unable"_s, {u"Cannot hold a pen"_s, u"قلم نہیں پکڑ سکتے"_s}},
        {u"declined"_s, {u"Does not want to sign"_s, u"دستخط نہیں کرنا چاہتے"_s}},
        {u"pad-broken"_s, {u"The pad does not work"_s, u"دستخط کا پیڈ کام نہیں کر رہا"_s}},
        {u"missing"_s, {u"Missing"_s, u"موجود نہیں"_s}},
        {u"bandaged"_s, {u"Bandaged"_s, u"پٹی بندھی ہے"_s}},
        {u"damaged"_s, {u"Damaged or worn"_s, u"زخمی یا گھسی ہوئی"_s}},
        {u"other"_s, {u"Another reason"_s, u"کوئی اور وجہ"_s}},
    };
    return words.value(code.toString());
}

QString reasonWords(const QString &code)
{
    const BilingualText known = reasonText(code);
    return local(known.english.isEmpty() ? reasonText(u"other") : known);
}

QString keptWords(const KeptWork &kept)
{
    QStringList parts;
    if (kept.fields)
        parts << Words::tr("typed details");
    if (kept.photo)
        parts << Words::tr("the photo");
    if (kept.photoTries)
        parts << Words::tr("the log of the photo");
    if (kept.signature)
        parts << Words::tr("the signature");
    if (kept.fingers > 0)
        parts << Words::tr("fingers: %1").arg(isolated(QString::number(kept.fingers)));
    if (kept.irises > 0)
        parts << Words::tr("irises: %1").arg(isolated(QString::number(kept.irises)));
    if (kept.exceptions > 0)
        parts << Words::tr("finger exceptions: %1").arg(isolated(QString::number(kept.exceptions)));
    if (parts.isEmpty())
        return {};
    return Words::tr("Kept in this window and tried again by itself: %1.")
        .arg(parts.join(urduInterface() ? u"، "_s : u", "_s));
}

QString unknownSettingWords(const QString &key, const QString &read, const QStringList &allowed,
                            const QString &used)
{
    return Words::tr(
               "station.ini: %1 says “%2”, which is not known. Allowed: %3. “%4” is used instead. Tell the "
               "technician.")
        .arg(isolated(key), isolated(read), isolated(allowed.join(u", "_s)), isolated(used));
}

QString keptDraftWords(const QString &token, const Actor &of)
{
    return Words::tr("Draft %1 of %2 is kept. It stands under “Needs you”.")
        .arg(isolated(token), actorName(of));
}

BilingualText feeText(const Fee &fee)
{
    if (fee.amount == 0)
        return {u"No fee"_s, u"کوئی فیس نہیں"_s};
    const QString amount = QLocale(QLocale::English).toString(fee.amount);
    if (fee.currency == u"PKR")
        return {u"Rs "_s + amount, amount + u" روپے"_s};
    const QString coded = fee.currency + u' ' + amount;
    return {coded, coded};
}

QString serviceName(const QString &id, const Forms &forms)
{
    if (id == defaultService)
        return Words::tr("First identity card");
    const FormSpec *form = forms.find(id);
    return form ? local(form->title) : id;
}

QString local(const BilingualText &text) { return urduInterface() ? text.urdu : text.english; }

QString actorName(const Actor &actor)
{
    const QString name = urduInterface() ? actor.nameUrdu : actor.nameEnglish;
    return name.isEmpty() ? actor.id : name;
}

QString dateWords(const QDate &date) { return isolated(date.toString(u"dd/MM/yyyy"_s)); }

QString timeWords(const QDateTime &utc) { return isolated(utc.toLocalTime().toString(u"HH:mm"_s)); }

QString dayTimeWords(const QDateTime &utc)
{
    return isolated(utc.toLocalTime().toString(u"dd/MM/yyyy HH:mm"_s));
}

QString clockWords(const QDateTime &local) { return isolated(local.toLocalTime().toString(u"HH:mm:ss"_s)); }

} // namespace indraj
