#pragma once

#include "app/backend.h"
#include "app/shift.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/personnames.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QObject>

#include <memory>

namespace indraj {

class FirstStartPage;
class LoginPage;
class GateNotice;
class HomePage;
class PortraitPage;
class StationPages;

/// The window with its pages, and the one place that knows which page follows which. GUI thread.
class Workstation : public QObject {
    Q_OBJECT
public:
    explicit Workstation(Backend &backend, QObject *parent = nullptr);
    ~Workstation() override;

    /// Shows the window: first start, or log-in.
    void start();
    MainWindow &window() { return *m_window; }
    EnrolmentDesk &desk() { return *m_desk; }
    LanguageSwitch &language() { return *m_language; }
    Shift &shift() { return m_shift; }

Q_SIGNALS:
    void loginShown();

private:
    void addPages();
    void addDoor(const StationNames &names); ///< first start, log-in, notice, home
    PortraitPage &addPhoto();
    void addCaptures(); ///< fingers, irises, signature
    void addDetails();
    void addConclusion(const StationNames &names); ///< review, sign-off, slip
    void addApprovalAndSending();
    void connectShift();
    void connectSending();
    void giveMemoryBack();
    void connectDesk();
    void showLogin();
    void go(const QString &target);
    void beginCorrection(PacketId packet);
    void goToStep(const QString &key);
    void goToNeighbour(int direction);
    void afterOpened();
    void sayKept(const StoreError &error);
    bool mayGo(const QString &target) const;

    Backend &m_backend;
    Shift m_shift;
    PersonNames m_names;
    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<EnrolmentDesk> m_desk;
    std::unique_ptr<MainWindow> m_window;
    StationPages *m_station = nullptr;
    FirstStartPage *m_firstStart = nullptr;
    LoginPage *m_login = nullptr;
    GateNotice *m_notice = nullptr;
    HomePage *m_home = nullptr;
    bool m_opening = false; ///< an enrolment was asked for here, not by the approval page
    bool m_saveTrouble = false; ///< a banner says so
    QString m_reopenTo; ///< the step to show once the enrolment is a draft again
};

} // namespace indraj
