using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Serving;

/// <summary>Who answers. Its organs are shared by all conversations; what is one conversation's own lies in that.</summary>
/// <param name="Name">As a client names it.</param>
/// <param name="Organs">With ears where this machine has some for the persona's language.</param>
/// <param name="Domain">What its knowledge is about, for the ears.</param>
public sealed record Companion(string Name, Persona Persona, ConversationOrgans Organs, DomainText Domain);
