using System.Collections.Frozen;

namespace LinlyTalker.Language.Sentences;

/// <summary>English words whose full stop need not end a sentence. Compared without their last stop.</summary>
internal static class Abbreviations
{
    /// <summary>A name, a number or a reference always follows.</summary>
    private static readonly FrozenSet<string> Leading = Set(
        "Dr Mr Mrs Ms Mx Prof Rev Hon Gen Sen Rep Gov Capt Cpt Lt Col Sgt Cpl Maj Cmdr Adm Pres Supt Messrs Mme Mlle Mt " +
        "Ft Hr Fr vs e.g i.e cf viz Fig Figs Eq Eqs Vol Vols pp ca approx resp Art Sec Ch Nr z.B d.h u.a bzw " +
        "M.Sc p.ex");

    /// <summary>May stand at the end of a sentence too; what follows decides.</summary>
    private static readonly FrozenSet<string> Either = Set(
        "etc Inc Ltd Co Corp Bros Jr Sr Esq Ave Blvd Rd St Dept Univ Assn No Nos p al ed eds Jan Feb Mar Apr Jun Jul Aug " +
        "Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun min max avg est ext tel incl excl usw");

    /// <summary>Words that begin a sentence far more often than they follow an abbreviation in mid-sentence.</summary>
    private static readonly FrozenSet<string> Starters = Set(
        "The A An It He She They We You I This That These Those There Here In On At But And Or So If When While What Who " +
        "Where Why How Which Yes No Then However For To From With My Your His Her Its Our Their Please Is Are Was Were Do " +
        "Does Did Can Could Will Would Should Let Not Now Also As After Before Because Since Although Thanks Hello Hi");

    public static bool LeadsOn(ReadOnlySpan<char> word) => Leading.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static bool MayLeadOn(ReadOnlySpan<char> word) => Either.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public static bool StartsSentence(ReadOnlySpan<char> word) =>
        Starters.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
