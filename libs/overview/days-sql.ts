/** SQL: midnight in Japan at the beginning of a day. */
export const midnightOf = (place: string): string => `(${place}::date)::timestamp AT TIME ZONE 'Asia/Tokyo'`;

/** SQL: the Monday of the week in Japan of a moment. */
export const mondayOf = (moment: string): string => `date_trunc('week', ${moment} AT TIME ZONE 'Asia/Tokyo')::date`;
