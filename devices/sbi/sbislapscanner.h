#pragma once

#include "devices/sbi/session.h"
#include "devices/slap/slapscanner.h"

namespace indraj {

/// A SlapScanner over the Finger devices of MOSIP device services. Lives on the directory's thread; the
/// directory must outlive it.
class SbiSlapScanner : public SlapScanner {
    Q_OBJECT
public:
    explicit SbiSlapScanner(sbi::Directory &directory, QObject *parent = nullptr);

    void open() override { m_session.open(); }
    void close() override { m_session.close(); }
    ScannerState state() const override { return m_session.state(); }
    QList<BiometricDevice> devices() const override { return m_session.devices(); }
    std::optional<BiometricDevice> device() const override { return m_session.device(); }
    void choose(const QString &id) override { m_session.choose(id); }
    void nextApplicant() override { m_session.nextApplicant(); }
    void capture(const SlapRequest &request) override;
    void cancel() override { m_session.cancel(); }
    void setPreview(bool on) override { m_session.setPreview(on); }
    void setPreviewFingers(const QList<FingerPosition> &fingers) override;

private:
    sbi::Session::Verdict interpret(const sbi::Answer<sbi::Captured> &answer, const sbi::Device &device,
                                    const SlapRequest &request);
    sbi::Session m_session;
};

} // namespace indraj
