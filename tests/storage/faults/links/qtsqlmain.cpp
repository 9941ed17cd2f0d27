#include "probe.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

/// Qt's own SQLite plug-in is loaded and in use while the vault writes.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir temporary;
    QSqlDatabase plain = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    if (!plain.isValid()) {
        std::puts("SKIP_WHOLE_TEST: Qt's QSQLITE driver is absent");
        return 0;
    }
    plain.setDatabaseName(temporary.filePath(u"plain.db"_s));
    const bool used = plain.open()
        && plain.exec(u"CREATE TABLE t(a)"_s).lastError().type() == QSqlError::NoError
        && plain.exec(u"INSERT INTO t VALUES(1)"_s).lastError().type() == QSqlError::NoError;
    const int clear = indrajProbe(QFile::encodeName(temporary.filePath(u"vault"_s)).constData());
    const bool still = plain.exec(u"INSERT INTO t VALUES(2)"_s).lastError().type() == QSqlError::NoError;
    if (!used || !still)
        std::puts("Qt's own SQLite does not work beside ours");
    return used && still ? clear : 2;
}
