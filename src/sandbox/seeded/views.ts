import { chanceOf } from '../random'
import { publicIdOf, type Day } from './created'
import { DAY_MS, HOUR_MS, movingLife, type Life } from './history'

/** The longest time from a view to its last edit. */
export const VIEW_DAYS = 15

/** D20: now and then somebody saves a view. */
export function dealViews(day: Day, seed: string): Life[] {
  const chance = chanceOf(`${seed}D20 on day ${day}`)
  if (!chance.happens(0.6)) return []
  const createdAt = day * DAY_MS + Math.floor(chance.between(6 * HOUR_MS, 15 * HOUR_MS))
  const city = chance.pick({ Riyadh: 4, Jeddah: 3, Dubai: 3 })
  const first = {
    public_id: publicIdOf(`${seed}D20`, day, 0, createdAt),
    name: `High-DPD ${city}`,
    description: chance.happens(0.7) ? `Cases over 60 DPD in ${city}` : null,
    is_shared: false,
  }
  const shared = { afterMs: chance.between(DAY_MS, 14 * DAY_MS), changes: { is_shared: true } }
  return [movingLife(createdAt, first, chance.happens(0.4) ? [shared] : [])]
}
