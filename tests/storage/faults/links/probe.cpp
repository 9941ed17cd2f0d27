#include "probe.h"

#include "storage/vault.h"
#include "vaulthelp.h"

#include <QDir>

#include <cstdio>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

int complain(const char *what, const StoreError &error)
{
    std::printf("%s: %s\n", what, qPrintable(error.detail));
    return 1;
}

int bytesInClear(const QString &folder)
{
    int found = 0;
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : files) {
        const QByteArray bytes = readAll(file.filePath());
        QList<QByteArray> words = canaries();
        words << "SQLite format 3"
              << "PRIVATE KEY";
        for (const QByteArray &word : words) {
            if (bytes.contains(word)) {
                std::printf("in clear in %s: %s\n", qPrintable(file.fileName()), word.constData());
                found += static_cast<int>(word.size());
            }
        }
    }
    return found;
}

} // namespace

int indrajProbe(const char *name)
{
    const QString folder = QFile::decodeName(name);
    Vault vault(folder, cheapOptions());
    if (!Vault::exists(folder)) {
        if (const auto made = vault.create(u"TRN-01"_s, twoPeople()); !made)
            return complain("create", made.error());
    }
    if (const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase)); !opened)
        return complain("unlock", opened.error());
    const auto draft = vault.createDraft(operatorOne(), u"first-card"_s, 1);
    if (!draft)
        return complain("draft", draft.error());
    if (const auto saved = vault.saveFields(draft->id, canaryFields(), u"details"_s, operatorOne()); !saved)
        return complain("fields", saved.error());
    if (const auto saved = vault.saveSample(draft->id, portraitSample(), operatorOne()); !saved)
        return complain("sample", saved.error());
    int clear = bytesInClear(folder); // with a full WAL
    static_cast<void>(vault.lock());
    clear += bytesInClear(folder); // and after the checkpoint
    std::printf("%s, %d bytes in clear\n", qPrintable(draft->token), clear);
    return clear == 0 ? 0 : 1;
}
