#include "storage/keys/tpm.h"

#include "storage/crypto.h"

#include <QFile>

#include <openssl/crypto.h>

#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_tctildr.h>

#include <cstring>
#include <memory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr TPMT_SYM_DEF sessionCipher{TPM2_ALG_AES, {.aes = 128}, {.aes = TPM2_ALG_CFB}};

tl::unexpected<StoreError> tpmFailed(const QString &what)
{
    return failed(StoreFault::TpmFailed, u"TPM: "_s + what);
}

/// What the response code means to whoever has to act on it.
tl::unexpected<StoreError> tpmFailed(QLatin1StringView step, TSS2_RC code)
{
    const TSS2_RC plain = code & 0xffff;
    // Format-one codes carry the number of the handle, session or parameter in bits 8-11.
    const TSS2_RC kind = (plain & TPM2_RC_FMT1) ? (plain & 0xbf) : plain;
    QLatin1StringView meaning = "refused"_L1;
    if (kind == TPM2_RC_POLICY_FAIL)
        meaning = "the measured state of this machine is another one"_L1;
    else if (kind == TPM2_RC_INTEGRITY || kind == TPM2_RC_VALUE || kind == TPM2_RC_SIZE)
        meaning = "not the TPM that the vault was sealed to"_L1;
    else if (plain == TPM2_RC_LOCKOUT)
        meaning = "locked out after wrong authorisations"_L1;
    else if (plain == TPM2_RC_OBJECT_MEMORY || plain == TPM2_RC_SESSION_MEMORY)
        meaning = "its memory is full"_L1;
    return tpmFailed(u"%1 (%2, 0x%3)"_s.arg(meaning, step, QString::number(code, 16)));
}

struct TssFree {
    void operator()(void *memory) const { Esys_Free(memory); }
};
template <class T> using Tss = std::unique_ptr<T, TssFree>;

/// One conversation with the TPM.
class Tpm {
public:
    Tpm() = default;
    Tpm(const Tpm &) = delete;
    Tpm &operator=(const Tpm &) = delete;
    ~Tpm()
    {
        if (m_context)
            Esys_Finalize(&m_context);
        if (m_tcti)
            Tss2_TctiLdr_Finalize(&m_tcti);
    }
    Outcome<void> open(const QString &tcti)
    {
        if (const TSS2_RC code = Tss2_TctiLdr_Initialize(tcti.toLatin1().constData(), &m_tcti))
            return tpmFailed(u"cannot be reached (0x%1)"_s.arg(code, 0, 16));
        if (const TSS2_RC code = Esys_Initialize(&m_context, m_tcti, nullptr))
            return tpmFailed(u"cannot be reached (0x%1)"_s.arg(code, 0, 16));
        return {};
    }
    operator ESYS_CONTEXT *() const { return m_context; } // NOLINT: stands for it in every call

private:
    TSS2_TCTI_CONTEXT *m_tcti = nullptr;
    ESYS_CONTEXT *m_context = nullptr;
};

/// A transient object or session. A TPM without resource manager has room for three: none may be left.
class Loaded {
public:
    explicit Loaded(const Tpm &tpm)
        : m_tpm(tpm)
    {
    }
    Loaded(const Loaded &) = delete;
    Loaded &operator=(const Loaded &) = delete;
    ~Loaded()
    {
        if (m_handle != ESYS_TR_NONE)
            Esys_FlushContext(m_tpm, m_handle);
    }
    ESYS_TR *out() { return &m_handle; }
    ESYS_TR get() const { return m_handle; }

private:
    const Tpm &m_tpm;
    ESYS_TR m_handle = ESYS_TR_NONE;
};

TPML_PCR_SELECTION selectionOf(const QList<int> &pcrs)
{
    TPML_PCR_SELECTION selection{};
    selection.count = 1;
    selection.pcrSelections[0].hash = TPM2_ALG_SHA256;
    selection.pcrSelections[0].sizeofSelect = 3;
    for (const int pcr : pcrs)
        selection.pcrSelections[0].pcrSelect[pcr / 8] |= static_cast<BYTE>(1U << (pcr % 8));
    return selection;
}

/// The storage key: the same each time, because it follows from the TPM's seed and this template.
Outcome<void> makePrimary(const Tpm &tpm, Loaded *primary)
{
    TPM2B_PUBLIC shape{};
    TPMT_PUBLIC &area = shape.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT | TPMA_OBJECT_FIXEDTPM
        | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN | TPMA_OBJECT_USERWITHAUTH
        | TPMA_OBJECT_NODA;
    area.parameters.eccDetail.symmetric = {TPM2_ALG_AES, {.aes = 128}, {.aes = TPM2_ALG_CFB}};
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    const TPM2B_SENSITIVE_CREATE noSecret{};
    const TPM2B_DATA noData{};
    const TPML_PCR_SELECTION noPcrs{};
    const TSS2_RC code
        = Esys_CreatePrimary(tpm, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &noSecret,
                             &shape, &noData, &noPcrs, primary->out(), nullptr, nullptr, nullptr, nullptr);
    return code ? Outcome<void>(tpmFailed("storage key"_L1, code)) : Outcome<void>();
}

/// Salted with the storage key, so that nobody on the bus can read what it encrypts.
Outcome<void> startSession(const Tpm &tpm, const Loaded &primary, TPM2_SE type, Loaded *session)
{
    const TSS2_RC code
        = Esys_StartAuthSession(tpm, primary.get(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                nullptr, type, &sessionCipher, TPM2_ALG_SHA256, session->out());
    if (code)
        return tpmFailed("session"_L1, code);
    constexpr TPMA_SESSION flags = TPMA_SESSION_CONTINUESESSION | TPMA_SESSION_ENCRYPT | TPMA_SESSION_DECRYPT;
    const TPMA_SESSION wanted = type == TPM2_SE_POLICY ? flags & ~TPMA_SESSION(TPMA_SESSION_DECRYPT) : flags;
    if (const TSS2_RC set = type == TPM2_SE_TRIAL
            ? TSS2_RC_SUCCESS
            : Esys_TRSess_SetAttributes(tpm, session->get(), wanted, 0xff))
        return tpmFailed("session"_L1, set);
    return {};
}

Outcome<void> applyPolicy(const Tpm &tpm, const Loaded &session, const QList<int> &pcrs)
{
    const TPM2B_DIGEST current{}; // empty: as the PCRs are now
    const TPML_PCR_SELECTION selection = selectionOf(pcrs);
    const TSS2_RC code
        = Esys_PolicyPCR(tpm, session.get(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &current, &selection);
    return code ? Outcome<void>(tpmFailed("policy"_L1, code)) : Outcome<void>();
}

Outcome<TPM2B_DIGEST> policyNow(const Tpm &tpm, const Loaded &primary, const QList<int> &pcrs)
{
    Loaded trial(tpm);
    if (const auto started = startSession(tpm, primary, TPM2_SE_TRIAL, &trial); !started)
        return tl::unexpected(started.error());
    if (const auto applied = applyPolicy(tpm, trial, pcrs); !applied)
        return tl::unexpected(applied.error());
    TPM2B_DIGEST *digest = nullptr;
    const TSS2_RC code
        = Esys_PolicyGetDigest(tpm, trial.get(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &digest);
    const Tss<TPM2B_DIGEST> owned(digest);
    if (code)
        return tpmFailed("policy"_L1, code);
    return *digest;
}

Outcome<TpmBlob> marshalled(const TPM2B_PUBLIC &publicArea, const TPM2B_PRIVATE &privateArea)
{
    TpmBlob blob;
    blob.publicArea.resize(sizeof publicArea);
    blob.privateArea.resize(sizeof privateArea);
    std::size_t readSize = 0;
    std::size_t privateSize = 0;
    if (Tss2_MU_TPM2B_PUBLIC_Marshal(&publicArea, reinterpret_cast<uint8_t *>(blob.publicArea.data()),
                                     std::size_t(blob.publicArea.size()), &readSize)
        || Tss2_MU_TPM2B_PRIVATE_Marshal(&privateArea, reinterpret_cast<uint8_t *>(blob.privateArea.data()),
                                         std::size_t(blob.privateArea.size()), &privateSize))
        return tpmFailed(u"its answer cannot be kept"_s);
    blob.publicArea.resize(qsizetype(readSize));
    blob.privateArea.resize(qsizetype(privateSize));
    return blob;
}

Outcome<void> load(const Tpm &tpm, const Loaded &primary, const TpmBlob &blob, Loaded *object)
{
    TPM2B_PUBLIC publicArea{};
    TPM2B_PRIVATE privateArea{};
    std::size_t at = 0;
    if (Tss2_MU_TPM2B_PUBLIC_Unmarshal(reinterpret_cast<const uint8_t *>(blob.publicArea.constData()),
                                       std::size_t(blob.publicArea.size()), &at, &publicArea))
        return tpmFailed(u"the sealed share is cut off"_s);
    at = 0;
    if (Tss2_MU_TPM2B_PRIVATE_Unmarshal(reinterpret_cast<const uint8_t *>(blob.privateArea.constData()),
                                        std::size_t(blob.privateArea.size()), &at, &privateArea))
        return tpmFailed(u"the sealed share is cut off"_s);
    const TSS2_RC code = Esys_Load(tpm, primary.get(), ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                                   &privateArea, &publicArea, object->out());
    return code ? Outcome<void>(tpmFailed("load"_L1, code)) : Outcome<void>();
}

} // namespace

bool tpmPresent(const TpmOptions &options)
{
    if (!options.tcti.startsWith("device:"_L1))
        return true;
    return QFile::exists(options.tcti.section(u':', 1));
}

Outcome<TpmBlob> sealWithTpm(const TpmOptions &options, const SecretBytes &share)
{
    Tpm tpm;
    Loaded primary(tpm);
    Loaded session(tpm);
    auto ready = tpm.open(options.tcti);
    if (ready)
        ready = makePrimary(tpm, &primary);
    const auto policy = ready ? policyNow(tpm, primary, options.pcrs)
                              : Outcome<TPM2B_DIGEST>(tl::unexpected(ready.error()));
    if (!policy)
        return tl::unexpected(policy.error());
    if (const auto started = startSession(tpm, primary, TPM2_SE_HMAC, &session); !started)
        return tl::unexpected(started.error());
    TPM2B_PUBLIC shape{};
    shape.publicArea.type = TPM2_ALG_KEYEDHASH;
    shape.publicArea.nameAlg = TPM2_ALG_SHA256;
    shape.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_NODA;
    shape.publicArea.authPolicy = *policy;
    shape.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    TPM2B_SENSITIVE_CREATE content{};
    content.sensitive.data.size = static_cast<UINT16>(share.size());
    std::memcpy(content.sensitive.data.buffer, share.bytes().data(), share.size());
    TPM2B_PRIVATE *privateArea = nullptr;
    TPM2B_PUBLIC *publicArea = nullptr;
    const TPM2B_DATA noData{};
    const TPML_PCR_SELECTION noPcrs{};
    const TSS2_RC code
        = Esys_Create(tpm, primary.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &content, &shape,
                      &noData, &noPcrs, &privateArea, &publicArea, nullptr, nullptr, nullptr);
    OPENSSL_cleanse(&content, sizeof content);
    const Tss<TPM2B_PRIVATE> ownedPrivate(privateArea);
    const Tss<TPM2B_PUBLIC> ownedPublic(publicArea);
    if (code)
        return tpmFailed("seal"_L1, code);
    return marshalled(*publicArea, *privateArea).map([&](TpmBlob blob) {
        blob.pcrs = options.pcrs;
        return blob;
    });
}

Outcome<SecretBytes> unsealWithTpm(const TpmOptions &options, const TpmBlob &blob)
{
    Tpm tpm;
    Loaded primary(tpm);
    Loaded object(tpm);
    Loaded session(tpm);
    auto ready = tpm.open(options.tcti);
    if (ready)
        ready = makePrimary(tpm, &primary);
    if (ready)
        ready = load(tpm, primary, blob, &object);
    if (ready)
        ready = startSession(tpm, primary, TPM2_SE_POLICY, &session);
    if (ready)
        ready = applyPolicy(tpm, session, blob.pcrs);
    if (!ready)
        return tl::unexpected(ready.error());
    TPM2B_SENSITIVE_DATA *data = nullptr;
    const TSS2_RC code = Esys_Unseal(tpm, object.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &data);
    const Tss<TPM2B_SENSITIVE_DATA> owned(data);
    if (code)
        return tpmFailed("unseal"_L1, code);
    SecretBytes share(data->size);
    std::memcpy(share.bytes().data(), data->buffer, share.size());
    OPENSSL_cleanse(data, sizeof *data);
    return share;
}

Outcome<NewShare> makeShare(const TpmOptions &options)
{
    NewShare made{{}, SecretBytes::random(static_cast<std::size_t>(sizes::key))};
    auto keeping = keepShare(options, made.share);
    if (!keeping)
        return tl::unexpected(keeping.error());
    made.keeping = std::move(*keeping);
    return made;
}

Outcome<ShareKeeping> keepShare(const TpmOptions &options, const SecretBytes &share)
{
    const bool present = tpmPresent(options);
    if (options.use == TpmUse::Never || !present) {
        if (options.use == TpmUse::Required)
            return tpmFailed(u"none is here, and the options ask for one"_s);
        // In clear, beside what it would protect: it adds nothing, and the state says so to everybody.
        return ShareKeeping{present && options.use == TpmUse::Never ? TpmState::NotUsed : TpmState::Absent,
                            {},
                            QByteArray(reinterpret_cast<const char *>(share.bytes().data()),
                                       static_cast<qsizetype>(share.size()))};
    }
    return sealWithTpm(options, share).map([](const TpmBlob &blob) {
        return ShareKeeping{TpmState::Sealed, blob, {}};
    });
}

} // namespace indraj
