#pragma once

#include "devices/iris/iriscamera.h"
#include "devices/sbi/session.h"

namespace indraj {

/// An IrisCamera over the Iris devices of MOSIP device services. Lives on the directory's thread; the
/// directory must outlive it.
class SbiIrisCamera : public IrisCamera {
    Q_OBJECT
public:
    explicit SbiIrisCamera(sbi::Directory &directory, QObject *parent = nullptr);

    void open() override { m_session.open(); }
    void close() override { m_session.close(); }
    ScannerState state() const override { return m_session.state(); }
    QList<BiometricDevice> devices() const override { return m_session.devices(); }
    std::optional<BiometricDevice> device() const override { return m_session.device(); }
    void choose(const QString &id) override { m_session.choose(id); }
    void nextApplicant() override { m_session.nextApplicant(); }
    void capture(const IrisRequest &request) override;
    void cancel() override { m_session.cancel(); }
    void setPreview(bool on) override { m_session.setPreview(on); }
    void setPreviewEyes(const QList<EyePosition> &eyes) override
    {
        m_session.setPreviewSides(eyes.contains(EyePosition::Left), eyes.contains(EyePosition::Right));
    }

private:
    sbi::Session::Verdict interpret(const sbi::Answer<sbi::Captured> &answer, const sbi::Device &device,
                                    const IrisRequest &request);
    sbi::Session m_session;
};

} // namespace indraj
