#include "app/rehearsal/rehearsal.h"

#include "app/rehearsal/applicants.h"
#include "enrollment/validation.h"
#include "widgets/details/detailspage.h"
#include "widgets/details/formview.h"
#include "widgets/slip/slippage.h"

#include <QDir>
#include <QFileInfo>
#include <QLineEdit>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int likenessTimeoutMs = 45000;
constexpr int fingersTimeoutMs = 60000;
constexpr int sendingTimeoutMs = 30000;
// A number that stops short, so that the page has to say what is missing.
constexpr char16_t shortCnic[] = u"90403-1234567";

} // namespace

Rehearsal::Rehearsal(Workstation &workstation, Backend &backend, QString dir, int enrolments, QObject *parent)
    : QObject(parent)
    , m_workstation(workstation)
    , m_backend(backend)
    , m_dir(std::move(dir))
    , m_enrolments(enrolments)
    , m_hands(workstation.window())
    , m_journal(m_dir)
{
    connect(&m_runner, &ScriptRunner::stepFinished, this,
            [this](const StepResult &result) { m_journal.note(result, memoryUse()); });
    connect(&m_backend.face(), &FaceCapture::frame, this, [this] { ++m_frames; });
    connect(&m_runner, &ScriptRunner::finished, this, [this](bool allHeld) {
        if (!allHeld)
            m_hands.screenshot(m_dir + u"/failed.png"_s);
        m_journal.remark(u"result"_s, allHeld ? u"every step held"_s : u"a step did not hold"_s);
        Q_EMIT finished(allHeld && m_journal.isOpen());
    });
}

void Rehearsal::start()
{
    QDir().mkpath(m_dir + u"/pictures"_s);
    addFirstStart();
    addWrongPassphrase();
    for (int n = 0; n < m_enrolments; ++n) {
        const bool pictures = n == 0;
        addLogin(u"operator logs in"_s, u"op-1"_s, pictures);
        addNewApplication(pictures);
        addPortrait(pictures);
        addFingers(pictures);
        addSignature(n, pictures);
        addDetails(n, pictures);
        addReviewAndSignOff(pictures);
        if (pictures) {
            addFind();
            addHelpAndCameraTest();
        }
        addHandOver(pictures);
        addLogin(u"in-charge logs in"_s, u"in-1"_s, false);
        addApproval(pictures);
        addSending(pictures);
        if (pictures) {
            addOldDrafts();
            addPeople(u"op-9"_s, u"op-1"_s);
            addAudit();
        }
        addHandOver(false);
        m_runner.add({u"enrolment %1 complete"_s.arg(n + 1), {}, {}});
    }
    m_runner.start();
}

std::function<bool()> Rehearsal::onPage(const QString &key) const
{
    return [this, key] { return m_workstation.window().currentKey() == key; };
}

void Rehearsal::addClick(const QString &name, const QString &objectName, const std::function<bool()> &holds)
{
    m_runner.add(
        {name + u": can be pressed"_s, {}, [this, objectName] { return m_hands.canClick(objectName); }});
    m_runner.add({name, [this, objectName] { m_hands.click(objectName); }, holds});
}

void Rehearsal::addPictures(const QString &name)
{
    for (const Language language : {Language::English, Language::Urdu}) {
        const QString suffix = language == Language::English ? u"en"_s : u"ur"_s;
        m_runner.add({u"picture of "_s + name + u", "_s + suffix,
                      [this, language] { m_workstation.language().setLanguage(language); },
                      [this, language, name, suffix, waited = 0]() mutable {
                          // Two turns of the loop: the new texts are laid out and painted before the picture.
                          if (++waited < 3 || m_workstation.language().language() != language)
                              return false;
                          return m_hands.screenshot(u"%1/pictures/%2-%3-%4.png"_s.arg(m_dir)
                                                        .arg(m_pictures, 2, 10, QChar(u'0'))
                                                        .arg(name, suffix));
                      }});
    }
    m_runner.add({u"back to English"_s,
                  [this] {
                      ++m_pictures;
                      m_workstation.language().setLanguage(Language::English);
                  },
                  {}});
}

void Rehearsal::addFirstStart()
{
    if (m_backend.vault().exists())
        return;
    m_runner.add({u"first start makes the station"_s,
                  {},
                  [this] { return m_hands.canClick(u"field.writtenDown"_s); },
                  30000});
    addPictures(u"first-start"_s);
    m_runner.add({u"pass phrases written down"_s, [this] { m_hands.click(u"field.writtenDown"_s); },
                  [this] { return m_hands.canClick(u"action.acknowledge"_s); }});
    addClick(u"pass phrases acknowledged"_s, u"action.acknowledge"_s, onPage(u"login"_s));
}

QString Rehearsal::passphraseOf(const QString &actorId) const
{
    const auto known = m_backend.training()->readPassphrases();
    if (!known)
        return {};
    for (const TrainingPassphrase &entry : *known) {
        if (entry.actor.id == actorId)
            return entry.text;
    }
    return {};
}

void Rehearsal::addWrongPassphrase()
{
    m_runner.add({u"log-in page"_s, {}, onPage(u"login"_s)});
    addClick(u"two of three help whoever cannot log in"_s, u"action.recover"_s, onPage(u"recover"_s));
    addPictures(u"recover"_s);
    addClick(u"back to the log-in page"_s, u"action.recoverBack"_s, onPage(u"login"_s));
    m_runner.add({u"wrong pass phrase typed"_s,
                  [this] { m_hands.type(u"field.passphrase"_s, u"not the phrase"_s); },
                  [this] { return m_hands.textOf(u"field.passphrase"_s).size() > 0; }});
    addClick(u"wrong pass phrase is refused"_s, u"action.startShift"_s, [this] {
        // The field is closed while the phrase is being checked.
        return m_workstation.window().currentKey() == u"login"_s && m_hands.find(u"login.message"_s)
            && m_hands.find(u"field.passphrase"_s);
    });
    addPictures(u"login-wrong-pass-phrase"_s);
}

void Rehearsal::addLogin(const QString &name, const QString &actorId, bool pictures)
{
    m_runner.add({name + u": page"_s, {}, onPage(u"login"_s)});
    m_runner.add({name + u": chosen and typed"_s,
                  [this, actorId] {
                      m_hands.choose(u"field.operator"_s, actorId);
                      m_hands.type(u"field.passphrase"_s, passphraseOf(actorId));
                  },
                  [this] { return m_hands.canClick(u"action.startShift"_s); }});
    addClick(name, u"action.startShift"_s, onPage(u"home"_s));
    if (pictures)
        addPictures(u"home"_s);
}

void Rehearsal::addNewApplication(bool pictures)
{
    addClick(u"new application"_s, u"action.new"_s,
             [this] { return m_workstation.window().currentKey() != u"home"_s; });
    addReadiness(pictures);
    if (pictures) {
        m_runner.add(
            {u"camera shows the citizen"_s, [this] { m_frames = 0; }, [this] { return m_frames > 20; }});
        addPictures(u"photo-guidance"_s);
    }
}

void Rehearsal::addFingers(bool pictures)
{
    const auto taken = [this](int count) {
        int done = 0;
        for (const FingerPosition finger : allFingers)
            done += m_workstation.desk().enrolment().finger(finger) ? 1 : 0;
        return done >= count;
    };
    if (pictures) {
        m_runner.add({u"four fingers"_s, {}, [taken] { return taken(4); }, fingersTimeoutMs});
        addPictures(u"fingers"_s);
    }
    m_runner.add({u"ten fingers"_s, {}, [taken] { return taken(10); }, fingersTimeoutMs});
    if (pictures)
        addPictures(u"fingers-done"_s);
    const QStringList pages = m_workstation.desk().pages();
    if (pages.contains(u"iris"_s))
        addIrises(pictures);
    addClick(u"on to the signature"_s, u"action.next"_s, onPage(u"signature"_s));
}

/// Only with --iris: a simulated camera takes both eyes by itself.
void Rehearsal::addIrises(bool pictures)
{
    addClick(u"on to the irises"_s, u"action.next"_s, onPage(u"iris"_s));
    m_runner.add({u"both irises"_s,
                  {},
                  [this] {
                      return m_workstation.desk().irisDone(EyePosition::Right)
                          && m_workstation.desk().irisDone(EyePosition::Left);
                  },
                  fingersTimeoutMs});
    if (pictures)
        addPictures(u"iris"_s);
}

void Rehearsal::addSignature(int n, bool pictures)
{
    if (n % 2 == 1) { // every second citizen does not write
        m_runner.add({u"asked why there is no signature"_s,
                      [this] { m_hands.press(u"page.signature"_s, Qt::Key_F8); },
                      [this] { return m_hands.canClick(u"action.reason.does-not-write"_s); }});
        m_runner.add({u"the citizen does not write"_s,
                      [this] { m_hands.click(u"action.reason.does-not-write"_s); },
                      [this] { return m_workstation.desk().enrolment().notSigned.has_value(); }});
        addClick(u"on to the details"_s, u"action.next"_s, onPage(u"details"_s));
        return;
    }
    m_runner.add({u"the citizen signs"_s,
                  [this] {
                      for (const QList<QPointF> &stroke : rehearsalSignature())
                          m_hands.draw(u"signature.pad"_s, stroke);
                  },
                  [this] { return m_hands.canClick(u"action.use"_s); }});
    if (pictures)
        addPictures(u"signature"_s);
    addClick(u"the signature is saved"_s, u"action.use"_s, [this] {
        return m_workstation.desk().enrolment().signature() != nullptr
            && m_workstation.window().currentKey() == u"details"_s;
    });
}

bool Rehearsal::saved(const QString &key, const QString &normalised) const
{
    return m_workstation.desk().enrolment().fields.value(key) == normalised;
}

void Rehearsal::addField(const QString &key, const QString &value)
{
    const FieldSpec *spec = m_backend.forms().first().field(key);
    if (!spec || value.isEmpty())
        return;
    const QString expected = normaliseField(*spec, value);
    m_runner.add({u"field "_s + key,
                  [this, key, value, spec] {
                      const QString name = u"field."_s + key;
                      if (qobject_cast<QLineEdit *>(m_hands.find(name)))
                          m_hands.type(name, value);
                      else if (!m_hands.click(name + u'.' + value))
                          m_hands.choose(name, value);
                  },
                  [this, key, expected] { return saved(key, expected); }, 5000});
}

void Rehearsal::addDetails(int n, bool pictures)
{
    const FieldValues values = rehearsalApplicant(n);
    for (const FieldSpec *field : m_backend.forms().first().allFields()) {
        if (pictures && field->key == u"introducer.cnic"_s) {
            m_runner.add({u"a number that is too short is named beside its field"_s,
                          [this] {
                              m_hands.type(u"field.introducer.cnic"_s, QString::fromUtf16(shortCnic));
                              m_hands.press(u"field.introducer.cnic"_s, Qt::Key_Tab);
                          },
                          [this] {
                              const auto *page
                                  = qobject_cast<DetailsPage *>(m_workstation.window().currentPage());
                              return page && page->form()->shownProblems() == 1;
                          }});
            addPictures(u"details-to-fix"_s);
            addIdleLock(u"op-1"_s, u"field.introducer.cnic"_s, u"904031"_s);
        }
        addField(field->key, values.value(field->key));
    }
    if (pictures)
        addPictures(u"details"_s);
    addClick(u"on to the review"_s, u"action.continue"_s, onPage(u"review"_s));
}

void Rehearsal::addReviewAndSignOff(bool pictures)
{
    if (pictures)
        addPictures(u"review"_s);
    addClick(u"the citizen confirms"_s, u"action.correct"_s, onPage(u"signoff"_s));
    if (pictures) {
        m_runner.add({u"the person is compared with the photo"_s,
                      {},
                      [this] {
                          return m_backend.likeness().offer() != LikenessCheck::Offer::Offered
                              || m_workstation.desk().enrolment().faceAtSignOff() != nullptr;
                      },
                      likenessTimeoutMs});
        addPictures(u"signoff"_s);
    }
    m_runner.add({u"statement agreed"_s, [this] { m_hands.click(u"signoff.agreed"_s); },
                  [this] { return m_hands.canClick(u"action.sign"_s); }});
    addClick(u"operator signs off"_s, u"action.sign"_s, onPage(u"slip"_s));
    if (pictures)
        addPictures(u"slip"_s);
    m_runner.add({u"slip can be printed"_s, {}, [this] { return m_hands.canClick(u"action.print"_s); }});
    m_runner.add({u"slip is written"_s,
                  [this] {
                      if (auto *page = qobject_cast<SlipPage *>(m_workstation.window().page(u"slip"_s)))
                          m_slip = page->path();
                      m_hands.click(u"action.print"_s);
                  },
                  [this] {
                      if (!QFileInfo(m_slip).size())
                          return false;
                      return QFile::exists(m_dir + u"/slip.pdf"_s)
                          || QFile::copy(m_slip, m_dir + u"/slip.pdf"_s);
                  }});
    addClick(u"citizen leaves with the slip"_s, u"action.done"_s, onPage(u"home"_s));
}

void Rehearsal::addApproval(bool pictures)
{
    m_runner.add(
        {u"approval page"_s, [this] { Q_EMIT m_workstation.window().navigateRequested(u"approval"_s); },
         [this] {
             return m_workstation.window().currentKey() == u"approval"_s
                 && m_workstation.desk().hasEnrolment() && m_workstation.desk().enrolment().id == m_enrolment
                 && !m_workstation.desk().portrait().isNull();
         }});
    m_runner.add({u"fingers compared, every concern opened"_s, {}, [this] {
                      if (m_hands.canClick(u"action.approve"_s))
                          return true;
                      for (int digit = Qt::Key_1; digit <= Qt::Key_9; ++digit)
                          m_hands.press(u"page.approval"_s, digit);
                      return false;
                  }});
    if (pictures)
        addPictures(u"approval"_s);
    addClick(u"in-charge approves"_s, u"action.approve"_s, [this] { return currentRecord().has_value(); });
}

std::optional<UploadRecord> Rehearsal::currentRecord() const
{
    const auto records = m_backend.sender().records();
    for (const UploadRecord &record : records) {
        if (record.enrolment == m_enrolment)
            return record;
    }
    return std::nullopt;
}

void Rehearsal::addSending(bool pictures)
{
    m_runner.add({u"sending page"_s,
                  [this] { Q_EMIT m_workstation.window().navigateRequested(u"sending"_s); },
                  onPage(u"sending"_s)});
    m_runner.add({u"received by central and erased here"_s,
                  {},
                  [this] {
                      const auto record = currentRecord();
                      return record && record->state == EnrolmentState::Erased && !record->receipt.isEmpty();
                  },
                  sendingTimeoutMs});
    m_runner.add({u"receipt kept"_s, [this] { keepReceipt(); },
                  [this] { return QFileInfo(m_dir + u"/receipt.p7s"_s).size() > 0; }});
    if (pictures) {
        m_runner.add(
            {u"central and the station agree on what was sent"_s,
             {},
             [this] { return m_backend.sender().line().reconciliation.agreement == Agreement::Agrees; },
             sendingTimeoutMs});
        addPictures(u"sending"_s);
    }
}

void Rehearsal::keepReceipt()
{
    QFile file(m_dir + u"/receipt.p7s"_s);
    const auto record = currentRecord();
    if (record && file.open(QIODevice::WriteOnly))
        file.write(record->receipt);
}

} // namespace indraj
