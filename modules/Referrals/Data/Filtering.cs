using System.Linq.Expressions;

namespace CarePlatform.Referrals;

/// <summary>Conditions that hold only when they were asked for.</summary>
internal static class Filtering
{
    public static IQueryable<T> If<T>(this IQueryable<T> rows, bool asked, Expression<Func<T, bool>> condition) =>
        asked ? rows.Where(condition) : rows;
}
