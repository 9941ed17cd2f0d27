// The part of FingersPage that asks for the photograph of both hands.
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/handsphotopanel.h"

namespace indraj {

void FingersPage::setPhotoCapture(PhotoCapture &capture)
{
    m_handsPhoto = new HandsPhotoPanel(capture, this);
    connect(m_handsPhoto, &HandsPhotoPanel::accepted, this,
            [this](const Sample &sample, const QImage &picture) {
                m_photoGiven = true;
                m_desk.saveSample(sample, picture);
                m_hands->setFocus();
                refresh();
            });
    connect(m_handsPhoto, &HandsPhotoPanel::postponed, this, [this] {
        m_hands->setFocus();
        refresh();
    });
    refresh();
}

bool FingersPage::needsPhoto() const
{
    return m_handsPhoto && !m_photoGiven && m_desk.hasEnrolment() && m_desk.enrolment().lacksExceptionPhoto();
}

void FingersPage::openPhoto()
{
    if (!m_handsPhoto || !m_shown || !m_desk.hasEnrolment() || m_desk.enrolment().exceptions.isEmpty())
        return;
    m_advance.stop();
    stopAsking();
    m_handsPhoto->open(m_desk.enrolment());
}

} // namespace indraj
