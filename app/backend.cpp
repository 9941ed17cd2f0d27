#include "app/backend.h"

#include "app/backendparts.h"
#include "app/cameramodesetting.h"
#include "app/facechoices.h"
#include "app/sbistation.h"
#include "biometrics/finger/fingerjudge.h"
#include "capture/face/facecapturesession.h"
#include "capture/face/likeness/likenesssession.h"
#include "capture/face/rules/comparisonrules.h"
#include "capture/finger/fingercapturesession.h"
#include "capture/finger/fingerpolicyfile.h"
#include "capture/iriscapture.h"
#include "capture/photo/photocapturesession.h"
#include "capture/slap/handcapturesession.h"
#include "capture/slap/singlefingerscanner.h"
#include "devices/camera/stillcamera.h"
#include "devices/fingerprint/helperscanner.h"
#include "devices/iris/iriscamera.h"
#include "enrollment/fingerpolicy.h"
#include "enrollment/validation.h"
#include "sync/uploadengine.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Where programs keep state that is neither settings nor work (XDG Base Directory, state).
QString stateFolder()
{
    const QString home = qEnvironmentVariable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(home) ? home : QDir::homePath() + u"/.local/state"_s) + u"/indraj/marks"_s;
}

/// The profile of finger floors chosen for this station, empty where none is. A rehearsal shows what the
/// product does, not what somebody once chose.
QString fingerProfile(const QString &settingsFile, bool rehearsal)
{
    return rehearsal ? QString()
                     : QSettings(settingsFile, QSettings::IniFormat).value(u"fingers/profile"_s).toString();
}

/// The program that speaks for the single-finger scanner: ours, or a maker's that the station names. Training
/// has the simulated applicant's, which is ours.
QString scannerHelper(const QString &settingsFile, bool training)
{
    const QString named = training
        ? QString()
        : QSettings(settingsFile, QSettings::IniFormat).value(u"fingers/helper"_s).toString();
    return named.isEmpty() ? QCoreApplication::applicationDirPath() + u"/indraj-scannerd"_s : named;
}

QString describe(const FormError &error)
{
    return error.where.isEmpty() ? error.detail : error.where + u": "_s + error.detail;
}

tl::expected<PortraitRules, StartError> loadRules(const ReferenceData &reference, const QString &file)
{
    auto rules = loadPortraitRules(reference.path(u"thresholds/"_s + file));
    if (!rules)
        return cannot(StartFault::ThresholdsUnreadable,
                      file + u": "_s + rules.error().where + u' ' + rules.error().detail);
    return std::move(*rules);
}

} // namespace

tl::unexpected<StartError> cannot(StartFault fault, const QString &detail)
{
    return tl::unexpected(StartError{fault, detail});
}

tl::expected<QByteArray, QString> readResource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(QDir(path).dirName() + u": "_s + file.errorString());
    return file.read(largestResource + 1);
}

Backend::Backend(Options options)
    : m_options(std::move(options))
{
}

Backend::~Backend()
{
    // The engine and the captures use the vault and the scanner: they go first.
    m_lookup.reset();
    m_matcher.reset();
    m_sender.reset();
    m_irises.reset();
    m_irisCamera.reset();
    m_irisStation.reset();
    m_hands.reset();
    m_fingers.reset();
    m_singles.reset();
    m_scanner.reset();
    m_slapScanner.reset();
    m_slaps.reset();
    m_applicant.reset();
    m_photo.reset();
    m_cardPhoto.reset();
    m_face.reset();
    m_faceCamera.reset();
    m_faceStation.reset();
    m_vault.reset();
}

tl::expected<std::unique_ptr<Backend>, StartError> Backend::build(const Options &options)
{
    std::unique_ptr<Backend> backend(new Backend(options));
    backend->openReference();
    auto built = backend->loadForms()
                     .and_then([&] { return backend->loadSession(); })
                     .and_then([&] { return backend->buildVault(); })
                     .and_then([&] { return backend->buildFaceCamera(); })
                     .and_then([&] { return backend->buildCamera(); })
                     .and_then([&] { return backend->buildLikeness(); })
                     .and_then([&] { return backend->buildSlaps(); })
                     .and_then([&] { return backend->buildScanner(); })
                     .and_then([&] { return backend->buildIrises(); })
                     .and_then([&] { return backend->readOsia(); })
                     .and_then([&] { return backend->buildSender(); });
    if (!built)
        return tl::unexpected(built.error());
    backend->buildLookup();
    return backend;
}

QString Backend::stationFolder() const { return QFileInfo(m_options.vaultDir).path(); }

QString Backend::siteFolder() const
{
    return m_training ? m_training->pkiFolder() : stationFolder() + u"/central"_s;
}

QByteArray Backend::siteFile(const QString &name) const
{
    QFile file(siteFolder() + u'/' + name);
    QByteArray content = file.open(QIODevice::ReadOnly) ? file.read(largestResource) : QByteArray();
    content.squeeze(); // read() made room for the largest
    return content;
}

void Backend::openReference()
{
    if (isTraining())
        m_training = std::make_unique<TrainingStation>(
            m_options.trainingDir, QStringLiteral(INDRAJ_PACKAGING_DIR "/training-pki.sh"));
    m_reference = std::make_unique<ReferenceData>(m_options.resourcesDir, stationFolder() + u"/reference"_s,
                                                  siteFile(u"reference.crt"_s),
                                                  QStringView(INDRAJ_VERSION).toString());
}

tl::expected<void, StartError> Backend::loadForms()
{
    auto forms = parseForms(m_reference->forms());
    if (!forms)
        return cannot(StartFault::FormUnreadable, describe(forms.error()));
    const auto placesText = readResource(m_reference->path(u"forms/places.json"_s));
    if (!placesText)
        return cannot(StartFault::PlacesUnreadable, placesText.error());
    auto places = parsePlaces(*placesText);
    if (!places)
        return cannot(StartFault::PlacesUnreadable, u"places.json: "_s + describe(places.error()));
    const auto reasonText = readResource(m_reference->path(u"reasons/central.json"_s));
    auto reasons = reasonText ? parseReasonWords(*reasonText)
                              : tl::expected<ReasonWords, FormError>(
                                  tl::unexpect, FormError{FormFault::NotJson, {}, reasonText.error()});
    if (!reasons)
        return cannot(StartFault::FormUnreadable, u"central.json: "_s + describe(reasons.error()));
    const auto feeText = readResource(m_reference->path(u"policy/fees.json"_s));
    auto fees = feeText
        ? parseFees(*feeText)
        : tl::expected<Fees, FormError>(tl::unexpect, FormError{FormFault::NotJson, {}, feeText.error()});
    if (!fees)
        return cannot(StartFault::FormUnreadable, u"fees.json: "_s + describe(fees.error()));
    m_fees = std::move(*fees);
    m_reasons = std::move(*reasons);
    m_forms = std::make_shared<const Forms>(std::move(*forms));
    m_places = std::make_shared<const Places>(std::move(*places));
    return {};
}

tl::expected<void, StartError> Backend::loadSession()
{
    const auto policy = loadSessionPolicy(m_reference->path(u"policy/session.json"_s));
    if (!policy)
        return cannot(StartFault::PolicyUnreadable, u"session.json: "_s + policy.error().detail);
    m_session = *policy;
    if (m_options.idleLockSeconds > 0)
        m_session.idleLock = std::chrono::seconds(m_options.idleLockSeconds);
    return {};
}

tl::expected<void, StartError> Backend::buildVault()
{
    VaultOptions vault;
    const auto policyText = readResource(m_reference->path(u"policy/retention.json"_s));
    if (!policyText)
        return cannot(StartFault::PolicyUnreadable, policyText.error());
    const auto policy = parseRetentionPolicy(*policyText);
    if (!policy)
        return cannot(StartFault::PolicyUnreadable, policy.error().detail);
    vault.retention = *policy;
    vault.minimumFreeBytes = policy->floorBytes;
    // A lesson may be repeated from an old copy of its folder; a station's vault may not.
    if (!isTraining()) {
        vault.markFolder = stateFolder();
        vault.witnessFolder
            = QSettings(settingsFile(), QSettings::IniFormat).value(u"vault/witness"_s).toString();
        if (!vault.witnessFolder.isEmpty() && !QDir::isAbsolutePath(vault.witnessFolder))
            return cannot(StartFault::PolicyUnreadable, u"station.ini: vault/witness is no absolute path"_s);
    }
    const auto fingers = loadFingerPolicy(m_reference->path(u"thresholds/fingers.json"_s),
                                          fingerProfile(settingsFile(), !m_options.rehearsalDir.isEmpty()));
    if (!fingers)
        return cannot(StartFault::ThresholdsUnreadable, u"fingers.json: "_s + fingers.error().detail);
    m_fingerPolicy = *fingers;
    vault.isComplete
        = [forms = m_forms, places = m_places, policy = m_fingerPolicy](const Enrolment &enrolment) {
              const QDate today = QDate::currentDate();
              const FormSpec *form = forms->find(enrolment.service);
              return form && isComplete(*form, enrolment, *places, today)
                  && fingersToDecide(policy, enrolment, today).isEmpty();
          };
    // A training folder is copied from machine to machine; a field vault belongs to its own.
    vault.tpm.use = isTraining() ? TpmUse::Never : TpmUse::IfPresent;
    QDir().mkpath(QFileInfo(m_options.vaultDir).path());
    m_vault = std::make_unique<VaultService>(m_options.vaultDir, std::move(vault));
    return {};
}

tl::expected<void, StartError> Backend::buildCamera()
{
    auto thresholds = loadFaceThresholds(m_reference->path(u"thresholds/face.json"_s));
    if (!thresholds)
        return cannot(StartFault::ThresholdsUnreadable,
                      u"face.json: "_s + thresholds.error().where + u' ' + thresholds.error().detail);
    const FaceChoices choices = readFaceChoices(choicesFile());
    if (choices.unknownRules)
        return cannot(StartFault::ThresholdsUnreadable, describeRefused(*choices.unknownRules));
    auto rules = loadRules(*m_reference, choices.rules);
    if (!rules)
        return tl::unexpected(rules.error());
    auto snapshotRules = loadRules(*m_reference, u"sign-off.json"_s);
    if (!snapshotRules)
        return tl::unexpected(snapshotRules.error());
    const QString chosen = cameraToUse(m_options, trainingVideo(), settingsFile(), faceCamera());
    // Hands and cards are no portraits: they are photographed with a camera that gives frames.
    const QString address = isPhotographAddress(chosen)
        ? cameraToUse(m_options, trainingVideo(), settingsFile(), FaceCamera::None)
        : chosen;
    auto camera = CameraAddress::parse(address);
    if (!camera)
        return cannot(StartFault::NoCamera, u"not a camera address: "_s + address.section(u':', 0, 0));
    camera->format = rememberedFormat(choicesFile(), address);
    FaceCaptureSession::Setup setup{*camera,           m_options.cacheDir + u"/models"_s,
                                    *thresholds,       address == trainingVideo(),
                                    std::move(*rules), std::move(*snapshotRules)};
    if (choices.unknown)
        m_unknownWords.append(*choices.unknown);
    setup.largeFrames = choices.largeFrames;
    setup.photographs = m_faceCamera.get();
    m_face = std::make_unique<FaceCaptureSession>(setup);
    if (isPhotographAddress(chosen))
        useCamera(chosen, {});
    m_photo = std::make_unique<PhotoCaptureSession>(*camera, address == trainingVideo());
    m_cardPhoto
        = std::make_unique<PhotoCaptureSession>(*camera, address == trainingVideo(), PhotoSubject::Card);
    return {};
}

tl::expected<void, StartError> Backend::buildLikeness()
{
    const auto rules = loadComparisonRules(m_options.resourcesDir + u"/thresholds/face-comparison.json"_s);
    if (!rules)
        return cannot(StartFault::ThresholdsUnreadable,
                      u"face-comparison.json: "_s + rules.error().where + u' ' + rules.error().detail);
    m_likeness = std::make_unique<LikenessSession>(
        LikenessSetup{m_options.cacheDir + u"/models"_s, *rules, readFaceChoices(choicesFile()).cohort});
    return {};
}

FaceCapture &Backend::face() { return *m_face; }

PhotoCapture &Backend::photo() { return *m_photo; }

PhotoCapture &Backend::cardPhoto() { return *m_cardPhoto; }

PeopleStore *Backend::people()
{
    return dynamic_cast<PeopleStore *>(static_cast<EnrolmentStore *>(m_vault.get()));
}

AuditStore *Backend::audit()
{
    return dynamic_cast<AuditStore *>(static_cast<EnrolmentStore *>(m_vault.get()));
}

HealthStore *Backend::health()
{
    return dynamic_cast<HealthStore *>(static_cast<EnrolmentStore *>(m_vault.get()));
}

RetentionStore *Backend::retention()
{
    return dynamic_cast<RetentionStore *>(static_cast<EnrolmentStore *>(m_vault.get()));
}

QString Backend::trainingVideo() const
{
    return isTraining() ? u"file:"_s + m_options.cacheDir + u"/training/portrait.avi"_s : QString();
}

QString Backend::settingsFile() const { return stationFolder() + u"/station.ini"_s; }

tl::expected<void, StartError> Backend::buildScanner()
{
    HelperOptions helper;
    helper.program = scannerHelper(settingsFile(), isTraining());
    if (isTraining()) {
        // libfprint's own driver, fed by a simulated applicant: everything behind it is the real thing.
        const QString socket = m_runDir.filePath(u"finger.socket"_s);
        helper.environment.insert(u"FP_VIRTUAL_IMAGE"_s, socket);
        helper.environment.insert(u"FP_DRIVERS_WHITELIST"_s, u"virtual_image"_s);
        ApplicantScript script;
        if (!m_options.rehearsalDir.isEmpty())
            script.delay = std::chrono::milliseconds(120);
        m_applicant = std::make_unique<SimulatedApplicant>(socket, script);
    }
    m_scanner = std::make_unique<HelperScanner>(helper);
    auto model = FingerQualityModel::load(m_options.resourcesDir + u"/models/finger-quality.json"_s);
    if (!model)
        return cannot(StartFault::ThresholdsUnreadable, u"finger-quality.json: "_s + model.error().detail);
    m_fingerJudge = std::make_shared<const FingerJudge>(std::move(*model));
    if (m_slaps) {
        m_singles = std::make_unique<SingleFingerScanner>(*m_scanner, *m_slapScanner, m_fingerPolicy);
        m_hands = std::make_unique<HandCaptureSession>(*m_slapScanner, m_fingerJudge, m_fingerPolicy);
    }
    auto session = std::make_unique<FingerCaptureSession>(m_singles ? *m_singles : *m_scanner, m_fingerJudge,
                                                          m_fingerPolicy);
    if (m_applicant) {
        connect(session.get(), &FingerCaptureSession::touchAwaited, m_applicant.get(),
                &SimulatedApplicant::onScannerWaiting);
        connect(session.get(), &FingerCaptureSession::touchNotAwaited, m_applicant.get(),
                &SimulatedApplicant::onScannerStopped);
    }
    m_fingers = std::move(session);
    return {};
}

void Backend::forgetApplicant()
{
    m_face->clear();
    m_fingers->clearAll();
    if (m_hands)
        m_hands->clearAll();
    if (m_irises)
        m_irises->clearAll();
}

void Backend::nextApplicant()
{
    forgetApplicant();
    ++m_applicants;
    if (m_applicant)
        m_applicant->nextApplicant(m_applicants);
    if (m_slaps)
        m_slaps->nextApplicant(m_applicants);
    if (m_irisStation)
        m_irisStation->nextApplicant(m_applicants);
    if (m_faceStation)
        m_faceStation->nextApplicant(m_applicants);
}

} // namespace indraj
