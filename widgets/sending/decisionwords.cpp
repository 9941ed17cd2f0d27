#include "widgets/sending/decisionwords.h"

#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QCoreApplication>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct DecisionWords {
    Q_DECLARE_TR_FUNCTIONS(indraj::DecisionWords)
};

/// A reason that nobody has given words for is still better shown than hidden.
BilingualText reasonWords(const CentralDecision &decision, const DecisionTexts &texts)
{
    const auto found = texts.reasons.constFind(decision.reason);
    if (BilingualText known = reasonText(decision.reason);
        found == texts.reasons.cend() && !known.english.isEmpty())
        return known;
    const QString code = isolated(decision.reason);
    return found != texts.reasons.cend() ? *found : BilingualText{code, code};
}

BilingualText happened(const CentralDecision &decision, const DecisionTexts &texts)
{
    BilingualText words;
    switch (decision.verdict) {
    case CentralVerdict::Accepted:
        return {u"Central has accepted it."_s, u"مرکز نے اسے قبول کر لیا ہے۔"_s};
    case CentralVerdict::NeedsCorrection:
        words = {u"Central asks for a correction."_s, u"مرکز نے تصحیح مانگی ہے۔"_s};
        break;
    case CentralVerdict::Duplicate:
        words
            = {u"Central says that it has this already."_s, u"مرکز کا کہنا ہے کہ یہ اس کے پاس پہلے سے ہے۔"_s};
        break;
    case CentralVerdict::Rejected:
        words = {u"Central has rejected it."_s, u"مرکز نے اسے مسترد کر دیا ہے۔"_s};
        break;
    }
    const BilingualText reason = reasonWords(decision, texts);
    words.english += u' ' + reason.english + u'.';
    words.urdu += u' ' + reason.urdu + u'۔';
    return words;
}

void addFields(WhyHere &why, const CentralDecision &decision, const DecisionTexts &texts)
{
    if (decision.fields.isEmpty())
        return;
    QStringList english, urdu;
    for (const QString &key : decision.fields) {
        const BilingualText label = texts.fields.value(key, {isolated(key), isolated(key)});
        english << label.english;
        urdu << label.urdu;
    }
    why.happened.english += u" To correct: "_s + english.join(u", "_s) + u'.';
    why.happened.urdu += u" درست کرنا ہے: "_s + urdu.join(u"، "_s) + u'۔';
}

} // namespace

DecisionTexts decisionTexts(const ReasonWords &reasons, const Forms &forms)
{
    DecisionTexts texts{reasons,
                        {{u"photo"_s, {u"portrait"_s, u"تصویر"_s}},
                         {u"fingers"_s, {u"fingerprints"_s, u"انگلیوں کے نشان"_s}}}};
    for (const FormSpec &form : forms.all()) {
        for (const FieldSpec *field : form.allFields())
            if (!texts.fields.contains(field->key))
                texts.fields.insert(field->key, field->label);
    }
    return texts;
}

BilingualText wordsFor(CentralVerdict verdict)
{
    switch (verdict) {
    case CentralVerdict::Accepted:
        return {u"Accepted by central"_s, u"مرکز نے قبول کیا"_s};
    case CentralVerdict::NeedsCorrection:
        return {u"Needs correction"_s, u"تصحیح درکار ہے"_s};
    case CentralVerdict::Duplicate:
        return {u"Was there already"_s, u"پہلے سے موجود"_s};
    case CentralVerdict::Rejected:
        break;
    }
    return {u"Rejected by central"_s, u"مرکز نے مسترد کیا"_s};
}

bool awaitsCorrection(const UploadRecord &record)
{
    return record.decision && record.decision->verdict == CentralVerdict::NeedsCorrection
        && record.correction.isNull();
}

bool needsSomebody(const UploadRecord &record, const QDateTime &now)
{
    return record.decision ? awaitsCorrection(record) : whyStillHere(record, now).needsPerson;
}

WhyHere whatBecameOf(const UploadRecord &record, const QDateTime &now, const DecisionTexts &texts)
{
    if (!record.decision)
        return whyStillHere(record, now);
    const CentralDecision &decision = *record.decision;
    WhyHere why{happened(decision, texts), {}, awaitsCorrection(record)};
    addFields(why, decision, texts);
    if (!decision.note.isEmpty()) {
        why.happened.english += u'\n' + isolated(decision.note);
        why.happened.urdu += u'\n' + isolated(decision.note);
    }
    if (why.needsPerson)
        why.toDo = {u"call the citizen back and begin the correction"_s,
                    u"شہری کو دوبارہ بلائیں اور تصحیح شروع کریں"_s};
    else if (decision.verdict == CentralVerdict::NeedsCorrection)
        why.toDo = {u"finish the correction that was begun"_s, u"شروع کی گئی تصحیح مکمل کریں"_s};
    else if (decision.verdict != CentralVerdict::Accepted)
        why.toDo = {u"tell the citizen"_s, u"شہری کو بتا دیں"_s};
    return why;
}

tl::expected<int, QString> correctionVersion(const QList<UploadRecord> &records, PacketId packet,
                                             const Forms &forms)
{
    const auto record = std::find_if(records.cbegin(), records.cend(),
                                     [packet](const UploadRecord &each) { return each.packet == packet; });
    if (record == records.cend())
        return 0;
    if (const FormSpec *form = forms.find(record->service))
        return form->version;
    return tl::unexpected(
        DecisionWords::tr(
            "This station does not know the form of “%1” any more, so the correction cannot be begun here. "
            "Call the help desk.")
            .arg(isolated(record->service)));
}

QString correctionErrorWords(const StoreError &error)
{
    if (error.fault == StoreFault::Refused && !error.lifecycle)
        return DecisionWords::tr(
            "Its correction was approved here already, or central does not ask for one any more.");
    return storeErrorWords(error);
}

} // namespace indraj
