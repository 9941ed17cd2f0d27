// The part of FingersPage that minds the scanner: on and off, its states, and what is said when it has gone.
#include "widgets/controls/banner.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handsphotopanel.h"
#include "widgets/review/parts.h"

namespace indraj {

void FingersPage::openScanner()
{
    if (takesHands())
        m_slap->capture().openScanner();
    else
        m_capture.openScanner();
}

void FingersPage::closeScanner()
{
    stopAsking();
    m_capture.closeScanner();
    if (m_slap)
        m_slap->capture().closeScanner();
}

ScannerState FingersPage::scannerState() const
{
    return takesHands() ? m_slap->capture().scannerState() : m_capture.scannerState();
}

void FingersPage::scannerChanged(ScannerState state)
{
    const bool isGone = state == ScannerState::NoDevice || state == ScannerState::HelperLost;
    m_scannerStayedAway = m_scannerStayedAway && isGone;
    switch (state) {
    case ScannerState::NoDevice:
        notify(*m_notice, MessageKind::Error, scannerMissingWords());
        break;
    case ScannerState::HelperLost:
        if (m_scannerStayedAway)
            notify(*m_notice, MessageKind::Error, scannerMissingWords());
        else
            notify(*m_notice, MessageKind::Warn,
                   tr("The scanner is being started again. Please wait; nothing is lost."));
        break;
    case ScannerState::TooHot:
        notify(*m_notice, MessageKind::Warn,
               tr("The scanner is too hot and cools down for some minutes. Go on with the "
                  "details; the fingers are kept."));
        break;
    case ScannerState::Idle:
    case ScannerState::WaitingFinger:
    case ScannerState::FingerPresent:
    case ScannerState::Processing:
        notify(*m_notice, MessageKind::Warn, m_watch.trouble());
        break;
    }
    refreshPlate();
}

void FingersPage::singleFailed(const DeviceError &error)
{
    if (!m_shown || takesHands())
        return;
    if (error.fault == DeviceFault::Removed)
        notify(*m_notice, MessageKind::Warn,
               tr("The scanner was pulled out. Plug it in again; this finger goes on by itself."));
    if (error.fault != DeviceFault::NotBack && error.fault != DeviceFault::HelperLost)
        return;
    m_scannerStayedAway = true;
    scannerChanged(scannerState());
}

QString FingersPage::scannerMissingWords() const
{
    if (takesHands())
        return tr("No slap scanner is connected. Plug it in; capture goes on by itself. Or take "
                  "single fingers (F7). Nothing is lost.");
    if (m_scannerStayedAway)
        return tr("The scanner stopped and has not come back. Kept: %1 of 10 fingers, tries of this one: %2. "
                  "Unplug it and plug it in again; this finger goes on by itself. If not, call the "
                  "technician.")
            .arg(doneCount())
            .arg(m_capture.tries(m_current).size());
    return tr("No fingerprint scanner is connected. Plug it in; capture goes on by itself. "
              "Nothing is lost.");
}

void FingersPage::suspend()
{
    m_advance.stop();
    if (m_handsPhoto)
        m_handsPhoto->shut();
    closeScanner();
}

void FingersPage::resume()
{
    openScanner();
    if (m_stage == Stage::Asking)
        ask();
    else if (m_stage == Stage::Good || m_stage == Stage::Exception)
        m_advance.start();
    scannerChanged(scannerState());
}

} // namespace indraj
